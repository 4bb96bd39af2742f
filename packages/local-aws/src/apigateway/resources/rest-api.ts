import { arnOf } from "../../arn";
import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { badRequest, conflict } from "../errors";
import { orUndefined, restApiOf } from "../find";
import { RestApiInputs } from "../inputs/rest-api";
import { type ApiGateway, type RestApi, timestamp } from "../state";

const ID_LENGTH = 10;
export const RESOURCE_ID_LENGTH = 6;

/**
 * `aws:apigateway/restApi:RestApi`
 * @param gateway of the account
 * @returns the model
 */
export function restApiModel(gateway: ApiGateway): MemoryModel<RestApiInputs> {
  const find = (id: string, known: Properties): RestApi =>
    restApiOf(gateway, { region: String(known.region), restApi: id });
  return {
    type: "aws:apigateway/restApi:RestApi",
    inputs: RestApiInputs,
    replaceOn: [],
    kept: [
      "apiKeySource",
      "binaryMediaTypes",
      "description",
      "disableExecuteApiEndpoint",
      "securityPolicy",
      "endpointConfiguration",
      "endpointConfiguration.ipAddressType",
      "endpointConfiguration.vpcEndpointIds",
    ],
    blank: { description: "", minimumCompressionSize: "", policy: "" },
    unread: ["failOnWarnings"],
    importId: "id",
    autoname: { property: "name", maxLength: 255 },
    computed: ["arn", "createdDate", "executionArn", "rootResourceId"],
    create: (settings) => {
      refuseContradictions(settings);
      const { randomString } = gateway.environment;
      const rootResourceId = randomString(ID_LENGTH, LOWERCASE_AND_DIGITS);
      const restApi: RestApi = {
        id: randomString(ID_LENGTH, LOWERCASE_AND_DIGITS),
        createdDate: timestamp(gateway),
        rootResourceId,
        settings,
        resources: new Map([[rootResourceId, { id: rootResourceId, methods: new Map() }]]),
        requestValidators: new Map(),
        gatewayResponses: new Map(),
        deployments: new Map(),
        stages: new Map(),
      };
      gateway.restApis.set(restApi.id, restApi);
      return { id: restApi.id, outputs: outputsOf(gateway, restApi) };
    },
    read: (id, known) => {
      const restApi = orUndefined(() => find(id, known));
      return restApi && outputsOf(gateway, restApi);
    },
    update: (id, settings, known) => {
      refuseContradictions(settings);
      const restApi = find(id, known);
      restApi.settings = settings;
      return outputsOf(gateway, restApi);
    },
    delete: (id, known) => {
      if (!orUndefined(() => find(id, known))) return;
      const plan = [...gateway.usagePlans.values()].find(({ settings }) =>
        settings.apiStages.some(({ apiId }) => apiId === id),
      );
      if (plan) throw conflict(`Cannot delete API ${id}: its stages are in usage plan ${plan.id}`);
      gateway.restApis.delete(id);
    },
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html */
function refuseContradictions({ securityPolicy, endpointAccessMode, endpointConfiguration }: RestApiInputs): void {
  const isEnhanced = securityPolicy.startsWith("SecurityPolicy_");
  if (isEnhanced && endpointAccessMode === undefined) {
    throw badRequest(`securityPolicy ${securityPolicy} needs an endpointAccessMode: STRICT or BASIC`);
  }
  if (!isEnhanced && endpointAccessMode !== undefined) {
    throw badRequest(
      `endpointAccessMode needs a securityPolicy that begins with SecurityPolicy_, got ${securityPolicy}`,
    );
  }
  if (isEnhanced && securityPolicy.endsWith("_EDGE") !== (endpointConfiguration.types === "EDGE")) {
    throw badRequest(`securityPolicy ${securityPolicy} is not for endpoints of type ${endpointConfiguration.types}`);
  }
}

function outputsOf({ accountId }: ApiGateway, { id, createdDate, rootResourceId, settings }: RestApi): Properties {
  return {
    ...settings,
    tagsAll: settings.tags ?? {},
    arn: arnOf("apigateway", settings.region, "", `/restapis/${id}`),
    createdDate,
    rootResourceId,
    executionArn: arnOf("execute-api", settings.region, accountId, id),
  };
}
