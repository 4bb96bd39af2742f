import type { Properties } from "../../resource";
import { compileGatewayResponse } from "../deployed/gateway-response";
import { orUndefined, restApiOf } from "../find";
import { GatewayResponseInputs } from "../inputs/stage";
import type { ApiGateway } from "../state";
import type { MemoryModel } from "./memory-model";

/** `aws:apigateway/response:Response` */
export function gatewayResponseModel(gateway: ApiGateway): MemoryModel<GatewayResponseInputs> {
  const responsesOf = ({ region, restApiId }: Properties): Map<string, GatewayResponseInputs> =>
    restApiOf(gateway, { region: String(region), restApi: String(restApiId) }).gatewayResponses;
  const put = (inputs: GatewayResponseInputs): Properties => {
    const responses = responsesOf(inputs);
    compileGatewayResponse(inputs.responseType, inputs);
    responses.set(inputs.responseType, inputs);
    return { ...inputs };
  };
  return {
    type: "aws:apigateway/response:Response",
    inputs: GatewayResponseInputs,
    replaceOn: ["restApiId", "responseType"],
    create: (inputs) => ({ id: `aggr-${inputs.restApiId}-${inputs.responseType}`, outputs: put(inputs) }),
    read: (_id, known) => {
      const inputs = orUndefined(() => responsesOf(known))?.get(String(known.responseType));
      return inputs && { ...inputs };
    },
    update: (_id, inputs) => put(inputs),
    delete: (_id, known) => {
      orUndefined(() => responsesOf(known))?.delete(String(known.responseType));
    },
  };
}
