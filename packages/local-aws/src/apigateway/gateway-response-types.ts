/**
 * Every gateway response: its status, and the `x-amzn-ErrorType` that comes with it. The types of the errors that the
 * data plane makes are recorded against AWS or stand in its documentation of throttling; that of REQUEST_TOO_LARGE is not known
 * [assumption: too-large-error-type].
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const TYPES = {
  DEFAULT_4XX: { status: 400, errorType: "BadRequestException" },
  DEFAULT_5XX: { status: 500, errorType: "InternalServerErrorException" },
  ACCESS_DENIED: { status: 403, errorType: "ForbiddenException" },
  API_CONFIGURATION_ERROR: { status: 500, errorType: "InternalServerErrorException" },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: "AuthorizerConfigurationException" },
  AUTHORIZER_FAILURE: { status: 500, errorType: "AuthorizerFailureException" },
  BAD_REQUEST_BODY: { status: 400, errorType: "BadRequestException" },
  BAD_REQUEST_PARAMETERS: { status: 400, errorType: "BadRequestException" },
  EXPIRED_TOKEN: { status: 403, errorType: "ExpiredTokenException" },
  INTEGRATION_FAILURE: { status: 504, errorType: "InternalServerErrorException" },
  INTEGRATION_TIMEOUT: { status: 504, errorType: "InternalServerErrorException" },
  INVALID_API_KEY: { status: 403, errorType: "ForbiddenException" },
  INVALID_SIGNATURE: { status: 403, errorType: "InvalidSignatureException" },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, errorType: "MissingAuthenticationTokenException" },
  QUOTA_EXCEEDED: { status: 429, errorType: "LimitExceededException" },
  REQUEST_TOO_LARGE: { status: 413, errorType: "RequestTooLargeException" },
  RESOURCE_NOT_FOUND: { status: 404, errorType: "NotFoundException" },
  THROTTLED: { status: 429, errorType: "TooManyRequestsException" },
  UNAUTHORIZED: { status: 401, errorType: "UnauthorizedException" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, errorType: "BadRequestException" },
  WAF_FILTERED: { status: 403, errorType: "ForbiddenException" },
} as const;

export type GatewayResponseType = keyof typeof TYPES;

export const GATEWAY_RESPONSES: Readonly<Record<GatewayResponseType, { status: number; errorType: string }>> = TYPES;

export const GATEWAY_RESPONSE_TYPES = Object.keys(TYPES) as [GatewayResponseType, ...GatewayResponseType[]];

/**
 * The status that API Gateway gives a gateway response without one; it gives the two defaults none.
 * @param type of the gateway response
 * @returns three digits
 * @see https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_api.snapshot.json
 * `test_gateway_response_put`, recorded against AWS
 */
export const ownStatusOf = (type: GatewayResponseType): string | undefined =>
  type === "DEFAULT_4XX" || type === "DEFAULT_5XX" ? undefined : String(TYPES[type].status);
