export type { Refusal } from "./data-plane/admission";
export type { ContentEncodingMode } from "./data-plane/content-encoding";
export { startDataPlane, type DataPlane, type DataPlaneArgs, type Faults } from "./data-plane/server";
export { apiGatewayResources } from "./resources";
export { createApiGateway, type ApiGateway } from "./state";
export type { ApiResponse } from "./deployed/invocation";
