import { type Assume, assumeDefaults, type Assumptions } from "../../assumptions/assumptions";
import { GatewayError } from "./gateway-error";

/** How an integration or its response converts a payload. */
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | undefined;

/**
 * Whether a `Content-Type` or the first of an `Accept` is one of an API's binary media types. Whether parameters count is
 * not documented [assumption: binary-type-parameters].
 * @param header the value of the header; undefined if it was not sent
 * @param binaryMediaTypes of the API, e.g. `application/octet-stream`; `*` stands for any subtype
 * @param assume what AWS does not document
 * @returns false without a header
 */
export function isBinaryType(header: string | undefined, binaryMediaTypes: readonly string[], assume: Assume): boolean {
  const first = header?.split(",")[0];
  const type = assume("binary-type-parameters") === "count" ? first?.trim() : first?.split(";")[0]?.trim();
  return (
    type !== undefined &&
    binaryMediaTypes.some((binary) => binary === type || binary === "*/*" || isWithin(type, binary))
  );
}

const isWithin = (type: string, binary: string): boolean =>
  binary.endsWith("/*") && type.startsWith(binary.slice(0, -1));

/**
 * A request's payload as the integration gets it: text, or bytes.
 *
 * | binary type | contentHandling   | payload                                                                        |
 * | ----------- | ----------------- | ------------------------------------------------------------------------------ |
 * | no          | none or to text   | text; every byte that is not UTF-8 becomes U+FFFD (recorded against AWS)       |
 * | no          | CONVERT_TO_BINARY | Base64-decoded bytes; 500 if it is not Base64 (recorded against AWS)           |
 * | yes         | none or to binary | the bytes                                                                      |
 * | yes         | CONVERT_TO_TEXT   | Base64 of the bytes, by default [assumption: binary-payload]                   |
 * @param body the bytes of the client
 * @param isBinary whether their type is one of the API's binary media types
 * @param handling `contentHandling` of the integration
 * @param assume what AWS does not document. @defaultValue the defaults
 * @returns text or bytes, as in the table
 * @throws GatewayError API_CONFIGURATION_ERROR if text to decode is not Base64
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function convertRequest(
  body: Buffer,
  isBinary: boolean,
  handling: ContentHandling,
  assume: Assume = assumeDefaults,
): string | Buffer {
  if (isBinary) return handling === "CONVERT_TO_TEXT" ? BINARY_TO_TEXT[assume("binary-payload")](body) : body;
  return handling === "CONVERT_TO_BINARY" ? decodeBase64(body) : body.toString("utf8");
}

/**
 * A backend's payload as the response gets it, by whether its own type and the client's `Accept` are binary.
 *
 * | payload | Accept | contentHandling   | response                         |
 * | ------- | ------ | ----------------- | -------------------------------- |
 * | text    | text   | none              | text                             |
 * | text    | any    | CONVERT_TO_TEXT   | text                             |
 * | text    | any    | CONVERT_TO_BINARY | Base64-decoded; 500 if it is not |
 * | text    | binary | none              | Base64-decoded; 500 if it is not |
 * | binary  | text   | none              | Base64                           |
 * | binary  | any    | CONVERT_TO_TEXT   | Base64                           |
 * | binary  | any    | CONVERT_TO_BINARY | bytes                            |
 * | binary  | binary | none              | bytes                            |
 * @param body the bytes of the backend
 * @param isBinary whether their type is one of the API's binary media types
 * @param acceptsBinary whether the client's `Accept` is
 * @param handling `contentHandling` of the integration response
 * @returns text or bytes, as in the table
 * @throws GatewayError API_CONFIGURATION_ERROR if text to decode is not Base64
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function convertResponse(
  body: Buffer,
  isBinary: boolean,
  acceptsBinary: boolean,
  handling: ContentHandling,
): string | Buffer {
  const toText = handling === "CONVERT_TO_TEXT" || (handling === undefined && !acceptsBinary);
  if (isBinary) return toText ? body.toString("base64") : body;
  return toText ? body.toString("utf8") : decodeBase64(body);
}

const BINARY_TO_TEXT: Readonly<Record<Assumptions["binary-payload"], (body: Buffer) => string>> = {
  base64: (body) => body.toString("base64"),
  text: (body) => body.toString("utf8"),
  error: () => {
    throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", "the payload cannot be converted");
  },
};

function decodeBase64(body: Buffer): Buffer {
  const text = body.toString("latin1");
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") === text) return bytes;
  throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", "the payload is not Base64");
}
