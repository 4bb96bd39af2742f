import { conflict, methodOf, orUndefined } from "../find";
import { MethodResponseInputs } from "../inputs/api";
import { MethodPlace } from "../inputs/fields";
import type { ApiGateway } from "../state";
import { idOf } from "./method";
import type { MemoryModel } from "./memory-model";

/** `aws:apigateway/methodResponse:MethodResponse` */
export function methodResponseModel(gateway: ApiGateway): MemoryModel<MethodResponseInputs> {
  return {
    type: "aws:apigateway/methodResponse:MethodResponse",
    inputs: MethodResponseInputs,
    replaceOn: ["restApi", "resourceId", "httpMethod", "statusCode"],
    create: (inputs) => {
      const { responses } = methodOf(gateway, inputs);
      if (responses.has(inputs.statusCode)) throw conflict("Response already exists for this resource");
      responses.set(inputs.statusCode, inputs);
      return { id: `agmr-${idOf(inputs)}-${inputs.statusCode}`, outputs: { ...inputs } };
    },
    read: (_id, known) => {
      const inputs = orUndefined(() => methodOf(gateway, MethodPlace.parse(known)))?.responses.get(
        String(known.statusCode),
      );
      return inputs && { ...inputs };
    },
    update: (_id, inputs) => {
      methodOf(gateway, inputs).responses.set(inputs.statusCode, inputs);
      return { ...inputs };
    },
    delete: (_id, known) => {
      orUndefined(() => methodOf(gateway, MethodPlace.parse(known)))?.responses.delete(String(known.statusCode));
    },
  };
}
