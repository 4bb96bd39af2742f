import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";

import type { Assumptions } from "../../assumptions/assumptions";
import { GatewayError } from "../deployed/gateway-error";
import { requestTooLargeError } from "./body";

/** The codings that API Gateway documents, but for `identity`. */
const DECODERS = new Map([
  ["gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
]);

/**
 * The coding that a request's body is decoded from before templates see it.
 * @param contentEncoding the header of that name, if the client sent one
 * @param mode what templates see of a compressed body [assumption: content-encoding]
 * @returns the coding in lower case; undefined if the body stays as it was sent
 */
export function codingToDecode(
  contentEncoding: string | undefined,
  mode: Assumptions["content-encoding"],
): string | undefined {
  const coding = contentEncoding?.trim().toLowerCase() ?? "";
  return mode === "as-sent" || ["", "identity"].includes(coding) ? undefined : coding;
}

/**
 * Decodes a body. A coding that is not listed, several codings at once, and a body that is not so coded are refused.
 * Whether AWS applies its limit of 10 MB to the plain body too is not documented [assumption: decoded-body-limit].
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 * @param body as the client sent it
 * @param coding what {@link codingToDecode} says
 * @param limit the most bytes of the plain body
 * @returns the plain body
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE or REQUEST_TOO_LARGE
 */
export async function decodeBody(body: Buffer, coding: string | undefined, limit: number): Promise<Buffer> {
  if (coding === undefined) return body;
  const decode = DECODERS.get(coding);
  if (!decode) throw unsupportedMediaTypeError();
  return decode(body, { maxOutputLength: limit }).catch((error: unknown) => {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw isTooLarge ? requestTooLargeError() : unsupportedMediaTypeError();
  });
}

const unsupportedMediaTypeError = (): GatewayError =>
  new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
