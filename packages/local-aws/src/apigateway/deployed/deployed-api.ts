import type { GatewayResponse } from "./gateway-response";
import type { InvokeIntegration } from "./integration";
import type { Router } from "./route";
import type { Validate } from "./validation";

/**
 * An API as it was deployed: a snapshot, ready to answer. What changes in the API afterwards shows only in a later
 * deployment.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export interface DeployedApi {
  readonly isEndpointDisabled: boolean;
  readonly router: Router<DeployedResource>;
  readonly gatewayResponse: GatewayResponse;
}

export interface DeployedResource {
  readonly id: string;
  readonly path: string;
  readonly methods: ReadonlyMap<string, DeployedMethod>;
}

export interface DeployedMethod {
  readonly apiKeyRequired: boolean;
  readonly validate: Validate;
  readonly integrate: InvokeIntegration;
}
