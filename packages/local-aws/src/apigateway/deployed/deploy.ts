import { badRequest } from "../errors";
import type { ApiGateway, Method, RestApi } from "../state";
import type { DeployedApi, DeployedMethod, DeployedResource } from "./deployed-api";
import { compileGatewayResponses } from "./gateway-response";
import { compileIntegration } from "./integration";
import { createRouter } from "./route";
import { compileValidation } from "./validation";

/**
 * Makes the snapshot that a deployment is.
 * @param gateway the services that integrations can call
 * @param restApi the API as it is now
 * @returns the API, ready to answer; later changes of `restApi` do not reach it
 * @throws AwsError BadRequestException if there is no method, or one without an integration, as AWS refuses
 */
export function deploy({ integrationTargets }: Pick<ApiGateway, "integrationTargets">, restApi: RestApi): DeployedApi {
  const resources = [...restApi.resources.values()].map(({ id, methods }) => ({
    id,
    path: pathOf(restApi, id),
    methods: new Map(
      [...methods].map(([httpMethod, method]) => [httpMethod, deployMethod(restApi, method, integrationTargets)]),
    ),
  }));
  if (resources.every(({ methods }) => methods.size === 0)) {
    throw badRequest("The REST API doesn't contain any methods");
  }
  return {
    isEndpointDisabled: restApi.settings.disableExecuteApiEndpoint,
    router: createRouter<DeployedResource>(resources),
    gatewayResponse: compileGatewayResponses(new Map(restApi.gatewayResponses)),
  };
}

function deployMethod(
  restApi: RestApi,
  { settings, integration }: Method,
  integrationTargets: ApiGateway["integrationTargets"],
): DeployedMethod {
  if (!integration) throw badRequest("No integration defined for method");
  const { requestValidatorId } = settings;
  const validator = requestValidatorId === undefined ? undefined : restApi.requestValidators.get(requestValidatorId);
  return {
    apiKeyRequired: settings.apiKeyRequired,
    validate: compileValidation(settings, validator),
    integrate: compileIntegration(
      integration.settings,
      [...integration.responses.values()],
      restApi.settings.binaryMediaTypes,
      integrationTargets,
    ),
  };
}

/**
 * A resource's whole path, e.g. `/streams/{name}`.
 * @param restApi the API
 * @param resourceId of one of its resources
 * @returns the path with a slash at its start; `/` for the root
 */
export function pathOf(restApi: RestApi, resourceId: string): string {
  const settings = restApi.resources.get(resourceId)?.settings;
  if (!settings) return "/";
  const parent = pathOf(restApi, settings.parentId);
  return parent === "/" ? `/${settings.pathPart}` : `${parent}/${settings.pathPart}`;
}
