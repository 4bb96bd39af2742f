import { failure, RETRY_AFTER_SECONDS } from "./response-templates";

/** An answer that API Gateway gives by itself, with its own status. */
export interface GatewayResponseModel {
  readonly responseType: "DEFAULT_4XX" | "DEFAULT_5XX" | "THROTTLED";
  /**
   * Set for every type to which API Gateway gives a status of its own. Without it the AWS provider reads that status
   * back, and each plan removes it again: https://github.com/hashicorp/terraform-provider-aws/issues/48260
   */
  readonly statusCode?: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

/** `INVALID_API_KEY`, `INTEGRATION_TIMEOUT` and so on tell more than API Gateway's messages, which several types share. */
const responseTemplates = { "application/json": failure("$context.error.responseType") };

/**
 * They say what the responses of the integration say, by API Gateway's own names of what happened.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const GATEWAY_RESPONSES: readonly GatewayResponseModel[] = [
  { responseType: "DEFAULT_4XX", responseTemplates },
  { responseType: "DEFAULT_5XX", responseTemplates },
  {
    responseType: "THROTTLED",
    statusCode: "429",
    responseTemplates,
    responseParameters: { "gatewayresponse.header.Retry-After": `'${RETRY_AFTER_SECONDS}'` },
  },
];
