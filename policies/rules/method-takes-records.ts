import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isKnownToCall } from "../read/api/records-api";
import { partsOfSameMethod, restApiOf } from "../read/api/rest-api";
import { isTrue, valueAt } from "../read/resource";
import { knownAt, pointsAt, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const methodTakesRecords = stackRule({
  name: "method-takes-records",
  description: "A method that writes to Kinesis takes every record: no request validator refuses one before.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave requestValidatorId of the method out. A connector sends a refused record again for ever, and whoever reads the " +
    "stream can check what a record has.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  tags: ["apigateway", "kinesis", "data-loss", "reliability"],
  types: [awsType.method],
  checks: [
    (method, stack) => {
      if (!partsOfSameMethod(stack, awsType.integration, method).some(isKnownToCall)) return undefined;
      return validatorsOf(method, stack).flatMap((validator) => [
        ...(isTrue(knownAt(validator, "validateRequestBody")) && hasEntries(method, "requestModels", () => true)
          ? ["requestValidatorId checks the body against a model: what does not fit is refused for ever."]
          : []),
        ...(isTrue(knownAt(validator, "validateRequestParameters")) && hasEntries(method, "requestParameters", isTrue)
          ? ["requestValidatorId asks for parameters: a record without one of them is refused for ever."]
          : []),
      ]);
    },
  ],
});

const validatorsOf = (method: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  stack
    .ofType(awsType.requestValidator)
    .filter((validator) => pointsAt(method, "requestValidatorId", validator) || isNamed(validator, method, stack));

/** A body names its validator, which has no id of its own. */
const isNamed = (validator: PolicyResource, method: PolicyResource, stack: Stack): boolean =>
  knownAt(validator, "id") === undefined &&
  knownAt(validator, "name") !== undefined &&
  knownAt(validator, "name") === knownAt(method, "requestValidatorId") &&
  restApiOf(stack, validator) === restApiOf(stack, method);

function hasEntries(method: PolicyResource, path: string, counts: (value: unknown) => boolean): boolean {
  const map = valueAt(method, path);
  return typeof map === "object" && map !== null && Object.values(map).some(counts);
}
