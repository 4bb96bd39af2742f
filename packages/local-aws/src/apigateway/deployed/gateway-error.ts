import type { GatewayResponseType } from "../gateway-response-types";

/** Ends a request with one of API Gateway's own answers. */
export class GatewayError extends Error {
  override readonly name = "Fault";

  /**
   * @param type which gateway response answers
   * @param message what the client reads
   * @param log what AWS would write to the execution log; it does not reach the client
   */
  constructor(
    readonly type: GatewayResponseType,
    message: string,
    readonly log?: string,
  ) {
    super(message);
  }
}
