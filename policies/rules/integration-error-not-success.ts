import type { PolicyResource } from "@pulumi/policy";
import { stackRule } from "../pack/rule";
import { answersTo, BROKEN, isSuccess, patternOf, REFUSED, responsesBeside } from "../read/answer";
import { isServiceCall, textsOf } from "../read/integration";
import { textAt } from "../read/resource";
import { ofSameMethod } from "../read/rest-api";
import type { Stack } from "../read/stack";
import { type } from "../read/types";

const OVERRIDE = /\$context\.responseOverride\.status\s*=\s*["']?2\d\d\b/;

export const integrationErrorNotSuccess = stackRule({
  name: "integration-error-not-success",
  description: "An error of an AWS service is never answered as a success.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Give the response of success selectionPattern: "2\\d{2}", and the response without a pattern a status of 502.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html",
  tags: ["apigateway", "silent-loss"],
  types: [type.integrationResponse],
  checks: [
    (response, stack) => {
      if (!isSuccess(response) || patternOf(response) !== undefined || !answersForService(response, stack))
        return undefined;
      return `answers ${statusOf(response)} to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`;
    },
    (response, stack) => {
      if (!isSuccess(response) || patternOf(response) === undefined || !answersForService(response, stack))
        return undefined;
      const responses = responsesBeside(stack, response);
      const errors = [...REFUSED, ...BROKEN].filter((status) => answersTo(status, responses).includes(response));
      if (errors.length === 0) return undefined;
      return `answers ${statusOf(response)} when the service answers ${errors.join(", ")}: ${FORGOTTEN}`;
    },
    (response, stack) => {
      if (isSuccess(response) || !answersForService(response, stack)) return undefined;
      const overrides = textsOf(response, "responseTemplates").some(([, template]) => OVERRIDE.test(template));
      return overrides ? "a template of this error response overrides the status with a 2xx." : undefined;
    },
  ],
});

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const statusOf = (response: PolicyResource) => textAt(response, "statusCode") ?? "";

const answersForService = (response: PolicyResource, stack: Stack) =>
  ofSameMethod(stack, type.integration, response).some(isServiceCall);
