export { convertRequest } from "./src/apigateway/deployed/payload";
export { renderTemplate } from "./src/apigateway/vtl/render";
export { KINESIS_ERRORS } from "./src/faults/kinesis-errors";
export { Roles } from "./src/iam/roles";
export { createProvider } from "./src/provider/provider";
export { type ServedProvider, serveProvider } from "./src/provider/serve";
