import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";

import { GatewayError } from "../deployed/gateway-error";
import type { ApiRequest } from "../deployed/invocation";
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
 * Decodes a body as its `Content-Encoding` says. A coding that is not listed, several at once, and a body that is not so
 * coded are refused. Whether AWS applies its limit of 10 MB to the plain body too is not documented: here it does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE or REQUEST_TOO_LARGE
 */
export async function decodeBody(
  body: Buffer,
  request: ApiRequest,
  mode: ContentEncodingMode,
): Promise<{ readonly body: Buffer; readonly request: ApiRequest }> {
  const coding = request.header("content-encoding")?.trim().toLowerCase() ?? "";
  if (mode === "as-sent" || ["", "identity"].includes(coding)) return { body, request };
  const decode = DECODERS.get(coding);
  if (!decode) throw unsupportedMediaTypeError();
  const plain = await decode(body, { maxOutputLength: BODY_LIMIT_BYTES }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE"
      ? requestTooLargeError()
      : unsupportedMediaTypeError();
  });
  return { body: plain, request: mode === "decoded" ? request : withoutCoding(request) };
}

const unsupportedMediaTypeError = (): GatewayError =>
  new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");

function withoutCoding(request: ApiRequest): ApiRequest {
  const kept = Object.entries(request.parameters.header).filter(([name]) => name.toLowerCase() !== "content-encoding");
  return { ...request, parameters: { ...request.parameters, header: Object.fromEntries(kept) } };
}
