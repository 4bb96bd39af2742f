import { createIntegrationBackend } from "../integration";
import type { AwsService, ServiceInstance } from "../service";
import { apiGatewayRestApi } from "./control-plane";
import { addLogRole } from "./log-role";
import { apigatewayResources } from "./resources";
import { type ApiGateway, createApiGateway } from "./state";

export type { Refusal } from "./data-plane/admission";
export type { GatewayHooks } from "./data-plane/hooks";
export { type DataPlane, startDataPlane } from "./data-plane/server";

/** API Gateway in one account. */
export interface ApiGatewayInstance extends ServiceInstance {
  /** What it holds; a data plane serves it. */
  readonly apiGateway: ApiGateway;
}

/** API Gateway REST APIs. SDKs read how they are set up; clients reach the deployed stages at the data plane. */
export const apigateway: AwsService<ApiGatewayInstance> = {
  create: (account) => {
    const { accountId, environment, roles, logs, metrics, integrationTargets } = account;
    const backend = createIntegrationBackend(account);
    const defaultLogRoleArn = account.hasLogRole === true ? addLogRole(roles, accountId) : undefined;
    const shared = { accountId, environment, roles, logs, metrics, defaultLogRoleArn, integrationTargets };
    const apiGateway = createApiGateway({ ...shared, backend });
    return { apiGateway, resources: apigatewayResources(apiGateway), restSdkApi: apiGatewayRestApi(apiGateway) };
  },
};
