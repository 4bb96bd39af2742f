import type { IntegrationBackend } from "../backend";
import type { LogStore } from "../cloudwatch/logs/log-store";
import type { MetricStore } from "../cloudwatch/metrics/metric-store";
import type { Environment } from "../environment";
import type { Roles } from "../iam/roles";
import type { IntegrationTarget } from "../service";
import type { DeployedApi } from "./deployed/deployed-api";
import type { ApiKeyInputs } from "./inputs/api-key";
import type { DeploymentInputs } from "./inputs/deployment";
import type { IntegrationInputs } from "./inputs/integration";
import type { IntegrationResponseInputs } from "./inputs/integration-response";
import type { MethodInputs } from "./inputs/method";
import type { MethodResponseInputs } from "./inputs/method-response";
import type { MethodSettingsInputs } from "./inputs/method-settings";
import type { RequestValidatorInputs } from "./inputs/request-validator";
import type { GatewayResponseInputs } from "./inputs/response";
import type { RestApiInputs } from "./inputs/rest-api";
import type { StageInputs } from "./inputs/stage";
import type { UsagePlanInputs } from "./inputs/usage-plan";

/**
 * Everything that API Gateway of one account holds, in memory. Ids are unique across regions; everything knows its region, and
 * is found only there. Settings are never changed in place, only replaced: a deployment can keep them as they were.
 */
export interface ApiGateway {
  readonly environment: Environment;
  readonly backend: IntegrationBackend;
  readonly accountId: string;
  readonly roles: Roles;
  readonly logs: LogStore;
  readonly metrics: MetricStore;
  /** The role by which API Gateway writes logs where a region's settings name none. @defaultValue none */
  readonly defaultLogRoleArn?: string | undefined;
  /** The role of each region's settings; an empty text is none. */
  readonly cloudwatchRoleArns: Map<string, string>;
  /** The services that integrations can call, by their names in URIs. */
  readonly integrationTargets: ReadonlyMap<string, Pick<IntegrationTarget, "targetPrefix">>;
  readonly restApis: Map<string, RestApi>;
  readonly apiKeys: Map<string, ApiKey>;
  readonly usagePlans: Map<string, UsagePlan>;
  /** Where the data plane listens, e.g. `https://127.0.0.1:8443`; a stage's `invokeUrl` begins with it. */
  origin?: string;
}

export interface RestApi {
  readonly id: string;
  readonly createdDate: string;
  readonly rootResourceId: string;
  settings: RestApiInputs;
  readonly resources: Map<string, Resource>;
  readonly requestValidators: Map<string, RequestValidatorInputs>;
  readonly gatewayResponses: Map<string, GatewayResponseInputs>;
  readonly deployments: Map<string, Deployment>;
  readonly stages: Map<string, Stage>;
}

export interface Resource {
  readonly id: string;
  /** Absent at the root. */
  settings?: { readonly parentId: string; readonly pathPart: string };
  readonly methods: Map<string, Method>;
}

export interface Method {
  settings: MethodInputs;
  readonly responses: Map<string, MethodResponseInputs>;
  integration?: Integration;
}

export interface Integration {
  settings: IntegrationInputs;
  readonly responses: Map<string, IntegrationResponseInputs>;
}

export interface Deployment {
  readonly id: string;
  readonly createdDate: string;
  settings: DeploymentInputs;
  /** The API as it was when it was deployed. */
  readonly api: DeployedApi;
}

export interface Stage {
  settings: StageInputs;
  /** By method path, e.g. `*``/*` or `kinesis/POST`. */
  readonly methodSettings: Map<string, MethodSettingsInputs["settings"]>;
  /** The deployment before the present one, which can answer for a while, and how often it was asked for since. */
  previous?: { readonly deployment: Deployment; readonly endedAt: number; requests: number };
}

export interface ApiKey {
  readonly id: string;
  readonly createdDate: string;
  readonly value: string;
  settings: ApiKeyInputs;
  lastUpdatedDate: string;
}

export interface UsagePlan {
  readonly id: string;
  settings: UsagePlanInputs;
  readonly keyIds: Set<string>;
}

/**
 * An API Gateway without any API.
 * @param args what it works with
 * @returns the state that control plane and data plane share
 */
export function createApiGateway(
  args: Pick<
    ApiGateway,
    "environment" | "backend" | "accountId" | "roles" | "logs" | "metrics" | "defaultLogRoleArn" | "integrationTargets"
  >,
): ApiGateway {
  return { ...args, cloudwatchRoleArns: new Map(), restApis: new Map(), apiKeys: new Map(), usagePlans: new Map() };
}

/**
 * Now, as AWS's control plane writes it.
 * @param gateway its clock
 * @returns e.g. `2026-01-31T12:00:00Z`
 */
export const timestamp = ({ environment }: ApiGateway): string =>
  `${new Date(environment.now()).toISOString().slice(0, 19)}Z`;
