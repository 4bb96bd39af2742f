/**
 * API Gateway looks for the template of the literal `Content-Type`, parameters and all: an API with a template for
 * `application/json` answered 415 to `application/json; charset=utf-8` (https://github.com/aws/chalice/issues/306).
 * Listed is what HTTP clients write of themselves. A charset in quotes or capital letters in the type are legal and sent
 * by nobody; they are answered 415, and nothing of them is stored.
 */
const CHARSETS = ["", "; charset=utf-8", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF-8"] as const;

const withCharsets = (types: readonly string[]): string[] =>
  types.flatMap((type) => CHARSETS.map((charset) => type + charset));

/** Types whose bodies are UTF-8 and reach the template as text. */
export const TEXT_TYPES: readonly string[] = withCharsets(["application/json", "application/x-ndjson"]);

/**
 * Types whose bytes API Gateway must not read as UTF-8: it would replace every invalid one. Listed in the API's
 * binaryMediaTypes, they reach the template as Base64 of the exact bytes (CONVERT_TO_TEXT). None is listed with
 * parameters: whether API Gateway would still take such a type for binary is not documented.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export const BINARY_TYPES = [
  "application/octet-stream",
  "application/avro",
  "application/x-msgpack",
  "application/msgpack",
] as const;

/**
 * Types that a health check may come with: those of records, since a connector may send the headers of its file with each
 * request, and those that HTTP clients and monitors add by themselves. A template for all types does not exist: API
 * Gateway looks for the literal type, and a MOCK without a template for it answers 415, or 500 where bodies pass through
 * (https://github.com/aws/aws-cdk/pull/31531, https://github.com/smithy-lang/smithy/issues/2289).
 */
export const HEALTH_CHECK_TYPES: readonly string[] = [
  ...TEXT_TYPES,
  ...BINARY_TYPES,
  ...withCharsets(["text/plain", "text/html", "text/xml", "application/xml", "application/x-www-form-urlencoded"]),
];

/** One template for each of these types. */
export const templatesFor = (types: readonly string[], template: string): Record<string, string> =>
  Object.fromEntries(types.map((type) => [type, template]));
