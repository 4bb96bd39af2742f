import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { compileGatewayResponse, DEFAULT_TEMPLATE } from "../deployed/gateway-response";
import { orUndefined, restApiOf } from "../find";
import { ownStatusOf } from "../gateway-response-types";
import { GatewayResponseInputs } from "../inputs/response";
import type { ApiGateway } from "../state";

/**
 * `aws:apigateway/response:Response`
 * @param gateway of the account
 * @returns the model
 */
export function gatewayResponseModel(gateway: ApiGateway): MemoryModel<GatewayResponseInputs> {
  const responsesOf = ({ region, restApiId }: Properties): Map<string, GatewayResponseInputs> =>
    restApiOf(gateway, { region: String(region), restApi: String(restApiId) }).gatewayResponses;
  const put = (inputs: GatewayResponseInputs): Properties => {
    const responses = responsesOf(inputs);
    compileGatewayResponse(inputs.responseType, inputs);
    responses.set(inputs.responseType, inputs);
    return outputsOf(inputs);
  };
  return {
    type: "aws:apigateway/response:Response",
    inputs: GatewayResponseInputs,
    replaceOn: ["restApiId", "responseType"],
    blank: { statusCode: "" },
    importId: "restApiId/responseType",
    idOf,
    create: (inputs) => ({ id: idOf(inputs), outputs: put(inputs) }),
    read: (_id, known) => {
      const inputs = orUndefined(() => responsesOf(known))?.get(String(known.responseType));
      return inputs && outputsOf(inputs);
    },
    update: (_id, inputs) => put(inputs),
    delete: (_id, known) => {
      orUndefined(() => responsesOf(known))?.delete(String(known.responseType));
    },
  };
}

const idOf = ({ restApiId, responseType }: Properties): string => `aggr-${String(restApiId)}-${String(responseType)}`;

/**
 * API Gateway fills in the type's status and the default template where none are set. The real provider reads both back
 * and plans to remove them, since neither is computed in its schema:
 * https://github.com/hashicorp/terraform-provider-aws/issues/48260
 */
const outputsOf = (inputs: GatewayResponseInputs): Properties => ({
  ...inputs,
  statusCode: inputs.statusCode ?? ownStatusOf(inputs.responseType),
  responseTemplates:
    Object.keys(inputs.responseTemplates ?? {}).length > 0
      ? inputs.responseTemplates
      : { "application/json": DEFAULT_TEMPLATE },
});
