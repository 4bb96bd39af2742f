import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";

import { GatewayError } from "../deployed/gateway-error";
import { BODY_LIMIT_BYTES, requestTooLargeError } from "./body";

/**
 * What templates see of a request with a `Content-Encoding`:
 * - `as-sent`: the body and the header as the client sent them.
 * - `decoded`: the plain body, and the header still. AWS documents the decoding, and users see the header still there
 *   (https://github.com/dougmoscrop/serverless-http/issues/194, before a function).
 * - `decoded-without-header`: the plain body, and no header, as LocalStack does it.
 */
export type ContentEncodingMode = "as-sent" | "decoded" | "decoded-without-header";

/** The codings that API Gateway documents, but for `identity`. */
const DECODERS = new Map([
  ["gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
]);

/**
 * The coding that a request's body is decoded from before templates see it.
 *
 * @param contentEncoding the header of that name, if the client sent one
 * @param mode what templates see of a compressed body
 * @returns the coding in lower case; undefined if the body stays as it was sent
 */
export function codingToDecode(contentEncoding: string | undefined, mode: ContentEncodingMode): string | undefined {
  const coding = contentEncoding?.trim().toLowerCase() ?? "";
  return mode === "as-sent" || ["", "identity"].includes(coding) ? undefined : coding;
}

/**
 * Decodes a body. A coding that is not listed, several codings at once, and a body that is not so coded are refused.
 * Whether AWS applies its limit of 10 MB to the plain body too is not documented: here it does.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 * @param body as the client sent it
 * @param coding what {@link codingToDecode} says
 * @returns the plain body
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE or REQUEST_TOO_LARGE
 */
export async function decodeBody(body: Buffer, coding: string | undefined): Promise<Buffer> {
  if (coding === undefined) return body;
  const decode = DECODERS.get(coding);
  if (!decode) throw unsupportedMediaTypeError();
  return decode(body, { maxOutputLength: BODY_LIMIT_BYTES }).catch((error: unknown) => {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw isTooLarge ? requestTooLargeError() : unsupportedMediaTypeError();
  });
}

const unsupportedMediaTypeError = (): GatewayError =>
  new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
