import { stackRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { pointsAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const apiKeyLinked = stackRule({
  name: "api-key-linked",
  description: "API keys are linked to a usage plan, and a plan takes no key that the stack does not have.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Add a UsagePlanKey with keyId: key.id, keyType: "API_KEY" and usagePlanId: plan.id.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "security", "authentication"],
  types: [awsType.apiKey, awsType.usagePlanKey],
  checks: [
    (key, stack) =>
      key.type !== awsType.apiKey ||
      !hasUse(stack) ||
      stack.ofType(awsType.usagePlanKey).some((link) => pointsAt(link, "keyId", key))
        ? undefined
        : "no UsagePlanKey of this stack links this key to a usage plan: it opens nothing.",
    (link, stack) => {
      if (link.type !== awsType.usagePlanKey) return undefined;
      const keys = stack.ofType(awsType.apiKey);
      if (keys.length === 0 || sourcesOf(link, "keyId").length > 0) return undefined;
      valueAt(link, "keyId");
      return keys.some((key) => pointsAt(link, "keyId", key))
        ? undefined
        : "lets in a key that this stack does not have, beside those that it has: nobody sees here who holds it.";
    },
  ],
});

/** A stack of keys alone has its plans elsewhere. */
const hasUse = (stack: Stack) =>
  [awsType.restApi, awsType.usagePlan, awsType.usagePlanKey].some((use) => stack.ofType(use).length > 0);
