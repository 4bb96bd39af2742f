/**
 * API Gateway looks for the template of the literal `Content-Type`, including its parameters. An API with a template
 * for `application/json` answered 415 to `application/json; charset=utf-8` (https://github.com/aws/chalice/issues/306).
 * These are the forms that HTTP clients write by themselves. A charset in quotes, or capital letters in the type, are
 * legal, but nobody sends them. The answer to them is 415, and nothing is stored.
 */
const CHARSETS = ["", "; charset=utf-8", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF-8"] as const;

const withCharsets = (types: readonly string[]): string[] =>
  types.flatMap((type) => CHARSETS.map((charset) => type + charset));

/** Types whose bodies are UTF-8 and reach the template as text. */
export const TEXT_TYPES: readonly string[] = withCharsets(["application/json", "application/x-ndjson"]);

/**
 * Types whose bytes API Gateway must not read as UTF-8: it would replace every invalid byte. They are in the API's
 * binaryMediaTypes, so they reach the template as Base64 of the exact bytes (CONVERT_TO_TEXT). None has parameters: it
 * is not documented whether API Gateway still takes such a type as binary [assumption: binary-type-parameters]. The request
 * template compares the literal type once more.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export const BINARY_TYPES = [
  "application/octet-stream",
  "application/avro",
  "application/x-msgpack",
  "application/msgpack",
] as const;

/**
 * Types that a health check may have: those of records, because a connector may send the headers of its file with each
 * request, and those that HTTP clients and monitors add by themselves. There is no template for all types: API Gateway
 * looks for the literal type, and a MOCK without a template for it answers 415, or 500 if bodies pass through
 * (https://github.com/aws/aws-cdk/pull/31531, https://github.com/smithy-lang/smithy/issues/2289).
 */
export const HEALTH_CHECK_TYPES: readonly string[] = [
  ...TEXT_TYPES,
  ...BINARY_TYPES,
  ...withCharsets(["text/plain", "text/html", "text/xml", "application/xml", "application/x-www-form-urlencoded"]),
];

/**
 * Gives each media type the same template.
 * @param types media types as they stand in `Content-Type`, with their parameters
 * @param template in Velocity
 * @returns the template by media type
 */
export const templatesFor = (types: readonly string[], template: string): Record<string, string> =>
  Object.fromEntries(types.map((type) => [type, template]));
