import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { badRequest, conflict } from "../errors";
import { methodOf, orUndefined, resourceOf, restApiOf } from "../find";
import { MethodIds } from "../inputs/fields";
import { MethodInputs } from "../inputs/method";
import type { ApiGateway, Method } from "../state";

/**
 * `aws:apigateway/method:Method`
 * @param gateway of the account
 * @returns the model
 */
export function methodModel(gateway: ApiGateway): MemoryModel<MethodInputs> {
  const find = (known: Properties): Method => methodOf(gateway, MethodIds.parse(known));
  return {
    type: "aws:apigateway/method:Method",
    inputs: MethodInputs,
    replaceOn: ["restApi", "resourceId", "httpMethod"],
    importId: "restApi/resourceId/httpMethod",
    idOf,
    create: (settings) => {
      const { methods } = resourceOf(gateway, settings);
      if (methods.has(settings.httpMethod)) throw conflict("Method already exists for this resource");
      refuse(gateway, settings);
      methods.set(settings.httpMethod, { settings, responses: new Map() });
      return { id: idOf(settings), outputs: { ...settings } };
    },
    read: (_id, known) => orUndefined(() => ({ ...find(known).settings })),
    update: (_id, settings, known) => {
      const method = find(known);
      refuse(gateway, settings);
      method.settings = settings;
      return { ...settings };
    },
    delete: (_id, known) => {
      const { httpMethod, ...ids } = MethodIds.parse(known);
      orUndefined(() => resourceOf(gateway, ids))?.methods.delete(httpMethod);
    },
  };
}

/**
 * How the real provider names what belongs to a method.
 * @param ids `restApi`, `resourceId` and `httpMethod`
 * @returns the three, joined by `-`
 */
export const methodId = (ids: Properties): string => {
  const { restApi, resourceId, httpMethod } = MethodIds.parse(ids);
  return `${restApi}-${resourceId}-${httpMethod}`;
};

const idOf = (ids: Properties): string => `agm-${methodId(ids)}`;

/** Texts are recorded against AWS. */
function refuse(gateway: ApiGateway, settings: MethodInputs): void {
  const { requestValidators } = restApiOf(gateway, settings);
  const { requestValidatorId, requestParameters = {} } = settings;
  if (requestValidatorId !== undefined && !requestValidators.has(requestValidatorId)) {
    throw badRequest("Invalid Request Validator identifier specified");
  }
  const names = Object.keys(requestParameters).map((parameter) => parameter.split(".").at(-1));
  if (new Set(names).size < names.length) {
    throw badRequest("Parameter names must be unique across querystring, header and path");
  }
}
