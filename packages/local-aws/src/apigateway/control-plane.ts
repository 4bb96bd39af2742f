import { AwsError } from "../errors";
import type { HttpResponse } from "../http-response";
import { answerJson } from "../json-request";
import type { RestSdkApi, RestSdkCall } from "../service";
import { pathOf } from "./deployed/deploy";
import { apiKeyOf, restApiOf, usagePlanOf } from "./find";
import type { ApiGateway, ApiKey, Integration, Method, Resource, RestApi, Stage, UsagePlan } from "./state";

/** Answers one kind of request. */
type Answer = (gateway: ApiGateway, region: string, ids: readonly string[], query: URLSearchParams) => object;

/**
 * What is read through API Gateway's REST API. Lists are whole, so that no answer has a `position`.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
const READS: readonly (readonly [path: RegExp, answer: Answer])[] = [
  [/^\/restapis\/([^/]+)$/, (gateway, region, [restApi = ""]) => writeApi(restApiOf(gateway, { region, restApi }))],
  [
    /^\/restapis\/([^/]+)\/resources$/,
    (gateway, region, [restApi = ""], query) => {
      const api = restApiOf(gateway, { region, restApi });
      const hasMethods = query.getAll("embed").includes("methods");
      return { item: [...api.resources.values()].map((resource) => writeResource(api, resource, hasMethods)) };
    },
  ],
  [
    /^\/restapis\/([^/]+)\/stages$/,
    (gateway, region, [restApi = ""]) => ({
      item: [...restApiOf(gateway, { region, restApi }).stages.values()].map(writeStage),
    }),
  ],
  [/^\/apikeys\/([^/]+)$/, (gateway, region, [id = ""]) => writeKey(apiKeyOf(gateway, region, id))],
  [
    /^\/usageplans$/,
    (gateway, region, _ids, query) => {
      const keyId = query.get("keyId");
      const plans = [...gateway.usagePlans.values()].filter(
        ({ settings, keyIds }) => settings.region === region && (keyId === null || keyIds.has(keyId)),
      );
      return { item: plans.map(writePlan) };
    },
  ],
  [
    /^\/usageplans\/([^/]+)\/keys$/,
    (gateway, region, [id = ""]) => ({
      item: [...usagePlanOf(gateway, region, id).keyIds].map((keyId) => ({
        ...writeKey(apiKeyOf(gateway, region, keyId)),
        type: "API_KEY",
      })),
    }),
  ],
];

/**
 * API Gateway's own REST API, as far as it reads.
 * @param gateway of the account
 * @returns what SDKs reach at the endpoint
 */
export const apiGatewayRestApi = (gateway: ApiGateway): RestSdkApi => ({
  signingName: "apigateway",
  call: (call) =>
    Promise.resolve(
      answerJson(
        () => answer(gateway, call),
        ({ type, message, status }) => respond(status, { message }, type),
        (output) => respond(200, output),
      ),
    ),
});

function answer(gateway: ApiGateway, { region, method, url }: RestSdkCall): object {
  for (const [path, read] of READS) {
    const [matched, ...ids] = path.exec(url.pathname) ?? [];
    if (matched !== undefined && method === "GET") {
      return read(gateway, region, ids.map(decodeURIComponent), url.searchParams);
    }
  }
  throw new AwsError(
    "UnknownOperationException",
    `the local AWS does not take API Gateway's ${method} ${url.pathname}: if AWS does, add it in ` +
      "packages/local-aws/src/apigateway/control-plane.ts",
    404,
  );
}

const respond = (status: number, body: object, errorType?: string): HttpResponse => ({
  status,
  headers: {
    "content-type": "application/json",
    ...(errorType !== undefined && { "x-amzn-errortype": errorType }),
  },
  body: Buffer.from(JSON.stringify(body)),
});

const writeApi = ({ id, rootResourceId, settings }: RestApi): object => ({
  id,
  rootResourceId,
  name: settings.name,
  description: settings.description,
  apiKeySource: settings.apiKeySource,
  disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint,
  binaryMediaTypes: settings.binaryMediaTypes,
  securityPolicy: settings.securityPolicy,
  endpointConfiguration: { types: [settings.endpointConfiguration.types] },
});

function writeResource(api: RestApi, resource: Resource, hasMethods: boolean): object {
  const methods = [...resource.methods].map(([verb, method]) => [verb, hasMethods ? writeMethod(verb, method) : {}]);
  return {
    id: resource.id,
    parentId: resource.settings?.parentId,
    pathPart: resource.settings?.pathPart,
    path: pathOf(api, resource.id),
    ...(methods.length > 0 && { resourceMethods: Object.fromEntries(methods) as object }),
  };
}

const writeMethod = (httpMethod: string, { settings, responses, integration }: Method): object => ({
  httpMethod,
  authorizationType: settings.authorization,
  apiKeyRequired: settings.apiKeyRequired,
  methodResponses: Object.fromEntries([...responses.keys()].map((statusCode) => [statusCode, { statusCode }])),
  ...(integration && { methodIntegration: writeIntegration(integration) }),
});

const writeIntegration = ({ settings, responses }: Integration): object => ({
  type: settings.type,
  httpMethod: settings.integrationHttpMethod,
  uri: settings.uri,
  credentials: settings.credentials,
  passthroughBehavior: settings.passthroughBehavior,
  requestTemplates: settings.requestTemplates,
  integrationResponses: Object.fromEntries(
    [...responses].map(([statusCode, { selectionPattern }]) => [statusCode, { statusCode, selectionPattern }]),
  ),
});

const writeStage = ({ settings }: Stage): object => ({
  stageName: settings.stageName,
  deploymentId: settings.deployment,
  tags: settings.tags,
});

/** Without its value, which is given only to who asks for it. */
const writeKey = ({ id, settings }: ApiKey): object => ({ id, name: settings.name, enabled: settings.enabled });

const writePlan = ({ id, settings }: UsagePlan): object => ({
  id,
  name: settings.name,
  apiStages: settings.apiStages.map(({ apiId, stage }) => ({ apiId, stage })),
  throttle: settings.throttleSettings,
  quota: settings.quotaSettings,
});
