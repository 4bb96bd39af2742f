import type { HttpResponse } from "../../http-response";
import { GatewayError } from "./gateway-error";

/** `{"statusCode": 200}`; AWS takes unquoted and single-quoted names too (recorded against AWS). */
const STATUS_CODE = /^\s*\{(?:[^]*,)?\s*(["']?)statusCode\1\s*:\s*(\d+)\s*[,}]/;

/**
 * The answer of a MOCK integration: the status in what its request template rendered, without a body.
 * @param rendered what the request template rendered
 * @returns the response of the backend that is not there
 * @throws GatewayError if there is no whole number `statusCode`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockResponse(rendered: Buffer): HttpResponse {
  const [, , statusCode] = STATUS_CODE.exec(rendered.toString("utf8")) ?? [];
  if (statusCode === undefined) {
    const log = "Unable to parse statusCode. It should be an integer that is defined in the request template.";
    throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", log);
  }
  return { status: Number(statusCode), headers: {}, body: Buffer.alloc(0) };
}
