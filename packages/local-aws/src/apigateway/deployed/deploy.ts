import { badRequest } from "../errors";
import type { Method, RestApi } from "../state";
import type { DeployedApi, DeployedMethod, DeployedResource } from "./deployed-api";
import { compileGatewayResponses } from "./gateway-response";
import { compileIntegration } from "./integration";
import { createRouter } from "./route";
import { compileValidation } from "./validation";

/** @throws AwsError BadRequestException if there is no method, or one without an integration, as AWS refuses */
export function deploy(restApi: RestApi): DeployedApi {
  const resources = [...restApi.resources.values()].map(({ id, methods }) => ({
    id,
    path: pathOf(restApi, id),
    methods: new Map([...methods].map(([httpMethod, method]) => [httpMethod, deployMethod(restApi, method)])),
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

function deployMethod(restApi: RestApi, { settings, integration }: Method): DeployedMethod {
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
    ),
  };
}

/** A resource's whole path, e.g. `/streams/{name}`. */
export function pathOf(restApi: RestApi, resourceId: string): string {
  const settings = restApi.resources.get(resourceId)?.settings;
  if (!settings) return "/";
  const parent = pathOf(restApi, settings.parentId);
  return parent === "/" ? `/${settings.pathPart}` : `${parent}/${settings.pathPart}`;
}
