import { failure, RETRY_AFTER_SECONDS } from "./response-templates";

/** An answer that API Gateway gives by itself, without calling Kinesis. */
export interface GatewayResponseModel {
  readonly responseType: "DEFAULT_4XX" | "DEFAULT_5XX" | "THROTTLED";
  /**
   * Set for every type for which API Gateway has a status of its own. Without it, the AWS provider reads that status
   * back, and each plan removes it again: https://github.com/hashicorp/terraform-provider-aws/issues/48260
   */
  readonly statusCode?: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

/**
 * The error is the type, such as `INVALID_API_KEY` or `INTEGRATION_TIMEOUT`. It says more than API Gateway's messages,
 * because several types share a message.
 */
const responseTemplates = { "application/json": failure("$context.error.responseType") };

/**
 * They have the form of the integration's answers. The error is API Gateway's own name of what happened.
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
