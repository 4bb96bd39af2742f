import { stackRule } from "../pack/rule";
import { answersTo, BROKEN, isSuccess, patternOf, REFUSED, responsesBeside } from "../read/answer";
import { isServiceCall, textsOf } from "../read/integration";
import { ofSameMethod } from "../read/restApi";
import type { PolicyResource } from "@pulumi/policy";
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
    (response, stack) =>
      isSuccess(response) && patternOf(response) === undefined && belongsToService(response, stack)
        ? `answers ${String(response.props.statusCode)} to whatever no other pattern matches, errors of the service too: ` +
          "the sender takes the record as stored and forgets it."
        : undefined,
    (response, stack) => {
      if (!isSuccess(response) || patternOf(response) === undefined || !belongsToService(response, stack))
        return undefined;
      const responses = responsesBeside(stack, response);
      const errors = [...REFUSED, ...BROKEN].filter((status) => answersTo(status, responses).includes(response));
      return errors.length > 0
        ? `answers ${String(response.props.statusCode)} when the service answers ${errors.join(", ")}: the sender takes the record as stored.`
        : undefined;
    },
    (response, stack) => {
      if (isSuccess(response) || !textsOf(response, "responseTemplates").some(([, text]) => OVERRIDE.test(text)))
        return undefined;
      return belongsToService(response, stack)
        ? "a template of this error response overrides the status with a 2xx."
        : undefined;
    },
  ],
});

function belongsToService(response: PolicyResource, stack: Stack): boolean {
  return ofSameMethod(stack, type.integration, response).some(isServiceCall);
}
