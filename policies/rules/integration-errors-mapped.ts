import { stackRule } from "../pack/rule";
import { isServiceCall } from "../read/integration";
import {
  CLIENT_ERROR_STATUSES,
  integrationResponsesOf,
  isSuccess,
  responsesTo,
  SERVER_ERROR_STATUSES,
  SUCCESS_STATUSES,
} from "../read/integration-response";
import { type } from "../read/types";

export const integrationErrorsMapped = stackRule({
  name: "integration-errors-mapped",
  description: "Every answer of an AWS service has a response mapped for it, and a success is answered by a 2xx.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Add IntegrationResponses for "2\\d{2}", "4\\d{2}" and "5\\d{2}", and one without a pattern that answers 502.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html",
  tags: ["apigateway", "data-loss"],
  types: [type.integration],
  checks: [
    (integration, stack) => {
      if (!isServiceCall(integration)) return undefined;
      const responses = integrationResponsesOf(stack, integration);
      const unmapped = [...SUCCESS_STATUSES, ...CLIENT_ERROR_STATUSES, ...SERVER_ERROR_STATUSES].filter(
        (status) => responsesTo(status, responses).length === 0,
      );
      return unmapped.length > 0
        ? `no response is mapped for ${unmapped.join(", ")} of the service: API Gateway answers 500 and hides the cause.`
        : undefined;
    },
    (integration, stack) => {
      if (!isServiceCall(integration)) return undefined;
      const responses = SUCCESS_STATUSES.flatMap((status) =>
        responsesTo(status, integrationResponsesOf(stack, integration)),
      );
      return responses.length > 0 && !responses.some(isSuccess)
        ? "a success of the service is not answered by a 2xx: the sender would repeat every record for ever."
        : undefined;
    },
  ],
});
