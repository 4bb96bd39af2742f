import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { compileIntegrationResponse } from "../deployed/integration-response";
import { notFound } from "../errors";
import { integrationOf, methodOf, orUndefined } from "../find";
import { MethodIds } from "../inputs/fields";
import { IntegrationResponseInputs } from "../inputs/integration-response";
import type { ApiGateway } from "../state";
import { undeclaredParameterError } from "./integration";
import { methodId } from "./method";

/**
 * `aws:apigateway/integrationResponse:IntegrationResponse`. A changed `statusCode` is put beside the old response, which
 * stays, as with the real provider.
 * @param gateway of the account
 * @returns the model
 */
export function integrationResponseModel(gateway: ApiGateway): MemoryModel<IntegrationResponseInputs> {
  return {
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    inputs: IntegrationResponseInputs,
    replaceOn: ["restApi", "resourceId", "httpMethod"],
    blank: { selectionPattern: "" },
    importId: "restApi/resourceId/httpMethod/statusCode",
    idOf: responseId,
    create: (inputs) => {
      put(gateway, inputs);
      return { id: responseId(inputs), outputs: { ...inputs } };
    },
    read: (_id, known) => {
      const integration = orUndefined(() => integrationOf(gateway, MethodIds.parse(known)));
      const inputs = integration?.responses.get(String(known.statusCode));
      return inputs && { ...inputs };
    },
    update: (_id, inputs) => {
      put(gateway, inputs);
      return { ...inputs };
    },
    delete: (_id, known) => {
      orUndefined(() => integrationOf(gateway, MethodIds.parse(known)))?.responses.delete(String(known.statusCode));
    },
  };
}

const responseId = (properties: Properties): string => `agir-${methodId(properties)}-${String(properties.statusCode)}`;

function put(gateway: ApiGateway, inputs: IntegrationResponseInputs): void {
  const declared = methodOf(gateway, inputs).responses.get(inputs.statusCode);
  const integration = integrationOf(gateway, inputs);
  if (!declared) throw notFound("Invalid Response status code specified");
  compileIntegrationResponse(inputs);
  for (const parameter of Object.keys(inputs.responseParameters ?? {})) {
    if (!(parameter in (declared.responseParameters ?? {}))) throw undeclaredParameterError(parameter);
  }
  integration.responses.set(inputs.statusCode, inputs);
}
