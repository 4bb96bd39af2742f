import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { conflict, notFound } from "../errors";
import { methodOf, orUndefined } from "../find";
import { MethodIds } from "../inputs/fields";
import { MethodResponseInputs } from "../inputs/method-response";
import type { ApiGateway } from "../state";
import { methodId } from "./method";

/**
 * `aws:apigateway/methodResponse:MethodResponse`
 * @param gateway of the account
 * @returns the model
 */
export function methodResponseModel(gateway: ApiGateway): MemoryModel<MethodResponseInputs> {
  return {
    type: "aws:apigateway/methodResponse:MethodResponse",
    inputs: MethodResponseInputs,
    replaceOn: ["restApi", "resourceId", "httpMethod"],
    importId: "restApi/resourceId/httpMethod/statusCode",
    idOf: responseId,
    create: (inputs) => {
      const { responses } = methodOf(gateway, inputs);
      if (responses.has(inputs.statusCode)) throw conflict("Response already exists for this resource");
      responses.set(inputs.statusCode, inputs);
      return { id: responseId(inputs), outputs: { ...inputs } };
    },
    read: (_id, known) => {
      const inputs = orUndefined(() => methodOf(gateway, MethodIds.parse(known)))?.responses.get(
        String(known.statusCode),
      );
      return inputs && { ...inputs };
    },
    // The real provider asks AWS to change the response of the new status. A new status is thus refused: there is none.
    update: (_id, inputs) => {
      const { responses } = methodOf(gateway, inputs);
      if (!responses.has(inputs.statusCode)) throw notFound("Invalid Response status code specified");
      responses.set(inputs.statusCode, inputs);
      return { ...inputs };
    },
    delete: (_id, known) => {
      orUndefined(() => methodOf(gateway, MethodIds.parse(known)))?.responses.delete(String(known.statusCode));
    },
  };
}

const responseId = (properties: Properties): string => `agmr-${methodId(properties)}-${String(properties.statusCode)}`;
