/**
 * What a connector can send, and how the template finds the body. Every type stands here literally: whether API Gateway
 * sets a parameter such as a charset aside before it looks for a template is not documented, and a type without a
 * template is answered 415, which the connector would repeat for ever.
 */
export const TEXT_TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=utf-8",
  "application/json; charset=UTF-8",
  "application/json;charset=UTF-8",
  "application/x-ndjson",
] as const;

/**
 * Types whose bytes API Gateway must not read as UTF-8: it would replace every invalid one. Listed in the API's
 * binaryMediaTypes, they reach the template as Base64 of the exact bytes (CONVERT_TO_TEXT).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export const BINARY_TYPES = [
  "application/octet-stream",
  "application/avro",
  "application/x-msgpack",
  "application/msgpack",
] as const;

/** One template for each of these types. */
export const templatesFor = (types: readonly string[], template: string): Record<string, string> =>
  Object.fromEntries(types.map((type) => [type, template]));
