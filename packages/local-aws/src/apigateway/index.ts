export type { Refusal } from "./data-plane/admission";
export type { ContentEncodingMode } from "./data-plane/content-encoding";
export type { GatewayHooks } from "./data-plane/hooks";
export { type DataPlane, type DataPlaneArgs, startDataPlane } from "./data-plane/server";
export { apiGatewayResources } from "./resources";
export { type ApiGateway, createApiGateway } from "./state";
