/**
 * What a line of the access log holds, and the variable of API Gateway that tells it. Bodies and headers are not
 * among them, but for the user agent. So the API key's value is in no line, unless a client puts it into the path or the
 * user agent.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const VARIABLES = {
  requestId: "requestId",
  extendedRequestId: "extendedRequestId",
  requestTime: "requestTime",
  requestTimeEpoch: "requestTimeEpoch",
  httpMethod: "httpMethod",
  path: "path",
  status: "status",
  integrationStatus: "integrationStatus",
  integrationError: "integration.error",
  integrationLatency: "integrationLatency",
  responseLatency: "responseLatency",
  errorResponseType: "error.responseType",
  apiKeyId: "identity.apiKeyId",
  sourceIp: "identity.sourceIp",
  userAgent: "identity.userAgent",
  tlsVersion: "tlsVersion",
  cipherSuite: "cipherSuite",
  responseLength: "responseLength",
} as const;

/** The keys of a line. */
export type AccessLogField = keyof typeof VARIABLES;

/** Every request has them, so that the line stays JSON without quotes around them. Other values are `-` where there is none. */
const NUMBERS: readonly AccessLogField[] = ["requestTimeEpoch", "status", "responseLatency", "responseLength"];

/** The format of the access log: one line of JSON for each request. */
export const ACCESS_LOG_FORMAT = `{${(Object.keys(VARIABLES) as AccessLogField[])
  .map((field) => {
    const variable = `$context.${VARIABLES[field]}`;
    return `"${field}":${NUMBERS.includes(field) ? variable : `"${variable}"`}`;
  })
  .join(",")}}`;
