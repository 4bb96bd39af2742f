export type { Refusal } from "./data-plane/admission";
export type { ContentEncodingMode } from "./data-plane/content-encoding";
export { type DataPlane, type DataPlaneArgs, type GatewayHooks, startDataPlane } from "./data-plane/server";
export { apiGatewayResources } from "./resources";
export { type ApiGateway, createApiGateway } from "./state";
