import { failure, RETRY_AFTER_SECONDS } from "./response-templates";

/** An answer that API Gateway gives by itself, without asking Kinesis. */
export interface GatewayResponseModel {
  readonly responseType: "DEFAULT_4XX" | "DEFAULT_5XX" | "THROTTLED";
  /** Absent: API Gateway's own of each type that has no response of its own. */
  readonly statusCode?: string;
  readonly template: string;
  readonly retryAfterSeconds?: number;
}

/** `INVALID_API_KEY`, `INTEGRATION_TIMEOUT` and so on tell more than API Gateway's messages, which several types share. */
const template = failure("$context.error.responseType");

/**
 * They say what the responses of the integration say, by API Gateway's own names of what happened.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const GATEWAY_RESPONSES: readonly GatewayResponseModel[] = [
  { responseType: "DEFAULT_4XX", template },
  { responseType: "DEFAULT_5XX", template },
  { responseType: "THROTTLED", statusCode: "429", template, retryAfterSeconds: RETRY_AFTER_SECONDS },
];
