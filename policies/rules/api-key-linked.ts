import { stackRule } from "../pack/rule";
import { pointsAt, type Stack } from "../read/stack";
import { type } from "../read/types";

export const apiKeyLinked = stackRule({
  name: "api-key-linked",
  description: "API keys are linked to a usage plan.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Add a UsagePlanKey with keyId: key.id, keyType: "API_KEY" and usagePlanId: plan.id.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "security", "authentication"],
  types: [type.apiKey],
  checks: [
    (key, stack) =>
      !hasUse(stack) || stack.ofType(type.usagePlanKey).some((link) => pointsAt(link, "keyId", key))
        ? undefined
        : "no UsagePlanKey of this stack links this key to a usage plan: it opens nothing.",
  ],
});

/** A stack of keys alone has its plans elsewhere. */
const hasUse = (stack: Stack) =>
  [type.restApi, type.usagePlan, type.usagePlanKey].some((use) => stack.ofType(use).length > 0);
