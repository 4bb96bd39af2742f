import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import {
  ANSWERED_STATUSES,
  CLIENT_ERROR_STATUSES,
  describeStatuses,
  integrationResponsesOf,
  isSuccess,
  matchesPattern,
  patternOf,
  responsesTo,
  SERVER_ERROR_STATUSES,
  SUCCESS_STATUSES,
} from "../read/api/integration-response";
import { callsKinesis, isServiceCall } from "../read/api/kinesis-call";
import { textAt } from "../read/resource";
import { awsType } from "../read/types";

export const integrationErrorsMapped = stackRule({
  name: "integration-errors-mapped",
  description: "Every answer of an AWS service has a response mapped for it, and a success is answered by a 2xx.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Add IntegrationResponses for "2\\d{2}", "4\\d{2}" and "5\\d{2}", and one without a pattern that answers 502.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration, stack) => {
      if (!isServiceCall(integration) || !callsKinesis(integration)) return undefined;
      const responses = integrationResponsesOf(stack, integration);
      // What the next check finds of the usual statuses needs no second finding.
      if (USUAL_STATUSES.some((status) => responsesTo(status, responses).length === 0)) return undefined;
      const unmapped = OTHER_STATUSES.filter((status) => responsesTo(status, responses).length === 0);
      return unmapped.length > 0
        ? `no response is mapped for ${describeStatuses(unmapped)} of Kinesis: API Gateway answers 500 and hides the cause.`
        : undefined;
    },
    (integration, stack) => {
      if (!isServiceCall(integration) || !callsKinesis(integration)) return undefined;
      const responses = integrationResponsesOf(stack, integration);
      const ambiguous = ANSWERED_STATUSES.filter((status) => isAmbiguous(status, responses));
      return ambiguous.length > 0
        ? `${describeStatuses(ambiguous)} of Kinesis matches patterns of a success and of an error: nobody can say which answers.`
        : undefined;
    },
    (integration, stack) => {
      if (!isServiceCall(integration)) return undefined;
      const responses = integrationResponsesOf(stack, integration);
      const unmapped = USUAL_STATUSES.filter((status) => responsesTo(status, responses).length === 0);
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
    (integration, stack) => {
      if (!isServiceCall(integration) || !callsKinesis(integration)) return undefined;
      const isDecoded = SUCCESS_STATUSES.flatMap((status) =>
        responsesTo(status, integrationResponsesOf(stack, integration)),
      ).some((response) => textAt(response, "contentHandling") === "CONVERT_TO_BINARY");
      return isDecoded
        ? "a success of Kinesis is decoded from Base64, which it is not: API Gateway answers 500 to a stored record."
        : undefined;
    },
  ],
});

const USUAL_STATUSES = [...SUCCESS_STATUSES, ...CLIENT_ERROR_STATUSES, ...SERVER_ERROR_STATUSES];

/** A redirection is no answer that Kinesis documents: whatever it means, the record is not stored. */
const OTHER_STATUSES = ANSWERED_STATUSES.filter((status) => !status.startsWith("2"));

/** Whether a success of Kinesis has two answers. An error with the pattern of a success is a finding of another rule. */
const isAmbiguous = (status: string, responses: readonly PolicyResource[]): boolean =>
  status.startsWith("2") &&
  new Set(responses.filter((response) => matchesPattern(patternOf(response) ?? "", status) === true).map(isSuccess))
    .size > 1;
