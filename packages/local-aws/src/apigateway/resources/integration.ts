import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { actionOf } from "../deployed/integration";
import { compileIntegrationRequest } from "../deployed/integration-request";
import { requestParameterOf } from "../deployed/mapping";
import { badRequest } from "../errors";
import { integrationOf, methodOf, orUndefined } from "../find";
import { MethodIds } from "../inputs/fields";
import { IntegrationInputs } from "../inputs/integration";
import type { ApiGateway } from "../state";
import { methodId } from "./method";

/**
 * `aws:apigateway/integration:Integration`. Its responses are part of it: they are gone when it is deleted, so also when
 * a change of what `replaceOn` names makes the real provider delete it and put it again.
 * @param gateway of the account
 * @returns the model
 */
export function integrationModel(gateway: ApiGateway): MemoryModel<IntegrationInputs> {
  return {
    type: "aws:apigateway/integration:Integration",
    inputs: IntegrationInputs,
    replaceOn: [
      "restApi",
      "resourceId",
      "httpMethod",
      "type",
      "credentials",
      "integrationHttpMethod",
      "passthroughBehavior",
    ],
    deleteBeforeReplace: true,
    kept: ["passthroughBehavior", "responseTransferMode"],
    blank: { connectionId: "", credentials: "", integrationHttpMethod: "", uri: "" },
    importId: "restApi/resourceId/httpMethod",
    idOf,
    computed: ["cacheNamespace"],
    create: (settings) => {
      const method = methodOf(gateway, settings);
      refuse(gateway, settings);
      method.integration = { settings, responses: new Map() };
      return { id: idOf(settings), outputs: outputsOf(settings) };
    },
    read: (_id, known) => orUndefined(() => outputsOf(integrationOf(gateway, MethodIds.parse(known)).settings)),
    update: (_id, settings, known) => {
      const integration = integrationOf(gateway, MethodIds.parse(known));
      refuse(gateway, settings);
      integration.settings = settings;
      return outputsOf(settings);
    },
    delete: (_id, known) => {
      const method = orUndefined(() => methodOf(gateway, MethodIds.parse(known)));
      if (method) delete method.integration;
    },
  };
}

const idOf = (ids: Properties): string => `agi-${methodId(ids)}`;

const outputsOf = (settings: IntegrationInputs): Properties => ({ ...settings, cacheNamespace: settings.resourceId });

function refuse(gateway: ApiGateway, settings: IntegrationInputs): void {
  if (settings.type === "AWS") actionOf(settings, gateway.integrationTargets);
  compileIntegrationRequest(settings);
  const declared = methodOf(gateway, settings).settings.requestParameters ?? {};
  for (const expression of Object.values(settings.requestParameters ?? {})) {
    const parameter = requestParameterOf(expression);
    if (parameter !== undefined && !(parameter in declared)) throw undeclaredParameterError(parameter);
  }
}

/**
 * As AWS says it of a parameter that the method or its response does not declare.
 * @param parameter e.g. `method.request.header.digest`
 * @returns BadRequestException
 */
export const undeclaredParameterError = (parameter: string): Error =>
  badRequest(
    "Invalid mapping expression specified: Validation Result: warnings : [], errors : " +
      `[Invalid mapping expression parameter specified: ${parameter}]`,
  );
