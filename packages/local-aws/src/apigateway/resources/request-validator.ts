import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { notFound } from "../errors";
import { orUndefined, restApiOf } from "../find";
import { RestApiIds } from "../inputs/fields";
import { RequestValidatorInputs } from "../inputs/request-validator";
import type { ApiGateway } from "../state";
import { RESOURCE_ID_LENGTH } from "./rest-api";

/**
 * `aws:apigateway/requestValidator:RequestValidator`
 * @param gateway of the account
 * @returns the model
 */
export function requestValidatorModel(gateway: ApiGateway): MemoryModel<RequestValidatorInputs> {
  const validatorsOf = (known: Properties): Map<string, RequestValidatorInputs> =>
    restApiOf(gateway, RestApiIds.parse(known)).requestValidators;
  return {
    type: "aws:apigateway/requestValidator:RequestValidator",
    inputs: RequestValidatorInputs,
    replaceOn: ["restApi"],
    importId: "restApi/id",
    autoname: { property: "name", maxLength: 255 },
    create: (inputs) => {
      const id = gateway.environment.randomString(RESOURCE_ID_LENGTH, LOWERCASE_AND_DIGITS);
      validatorsOf(inputs).set(id, inputs);
      return { id, outputs: { ...inputs } };
    },
    read: (id, known) => {
      const inputs = orUndefined(() => validatorsOf(known))?.get(id);
      return inputs && { ...inputs };
    },
    update: (id, inputs) => {
      const validators = validatorsOf(inputs);
      if (!validators.has(id)) throw notFound("Invalid Request Validator identifier specified");
      validators.set(id, inputs);
      return { ...inputs };
    },
    delete: (id, known) => {
      orUndefined(() => validatorsOf(known))?.delete(id);
    },
  };
}
