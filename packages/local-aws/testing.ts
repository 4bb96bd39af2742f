export { convertRequest } from "./src/apigateway/deployed/payload";
export { renderTemplate } from "./src/apigateway/vtl/render";
export { realEnvironment } from "./src/environment";
export { createProvider } from "./src/provider/provider";
export { type ServedProvider, serveProvider } from "./src/provider/serve";
