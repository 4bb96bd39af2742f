import { stackRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { pointsAt } from "../read/stack";
import { type } from "../read/types";
import { keyLinksOf, opens } from "../read/usage-plan";

export const restApiKeyPlan = stackRule({
  name: "rest-api-key-plan",
  description: "An API whose methods require a key has a usage plan for its stage, and that plan has a key.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give a usage plan apiStages: [{ apiId: api.id, stage: stage.stageName }] and link a key to it. " +
    "Pass references, not strings: a preview follows them.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "api-key"],
  types: [type.restApi],
  checks: [
    (api, stack) => {
      const methods = stack.ofType(type.method).filter((method) => pointsAt(method, "restApi", api));
      if (!methods.some((method) => valueAt(method, "apiKeyRequired") === true)) return undefined;
      const plans = stack.ofType(type.usagePlan).filter(opens(api, stack));
      if (plans.length === 0) {
        return "methods of this API require a key, but no usage plan of this stack names a stage of it: every key is answered 403.";
      }
      if (plans.some((plan) => keyLinksOf(plan, stack).length > 0)) return undefined;
      return `no key is linked to ${plans.map((plan) => plan.name).join(", ")}, the usage plan of this API: every request is answered 403.`;
    },
  ],
});
