import { resourceRule } from "../pack/rule";
import { isSet, listAt, property } from "../read/resource";
import { type } from "../read/types";

export const usagePlanThrottle = resourceRule({
  name: "usage-plan-throttle",
  description: "Usage plans limit the rate and the burst of requests.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set throttleSettings to { rateLimit, burstLimit }: all APIs of a region share the account's limit.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  tags: ["apigateway", "capacity"],
  types: [type.usagePlan],
  checks: [
    (plan) => {
      const unset = LIMITS.filter((limit) => !isSet(plan, `throttleSettings.${limit}`));
      if (unset.length === 0) return undefined;
      return `throttleSettings lacks ${unset.join(" and ")}: one sender can use up what the account's APIs share.`;
    },
    (plan) => {
      const throttles = listAt(plan, "apiStages").flatMap((stage) => listIn(stage, "throttles"));
      const isClosed = throttles.some((throttle) => LIMITS.some((limit) => property(throttle, limit) === 0));
      return isClosed ? "a throttle of a single method is 0: every request to it is answered 429." : undefined;
    },
  ],
});

const LIMITS = ["rateLimit", "burstLimit"];

function listIn(holder: unknown, key: string): readonly unknown[] {
  const value = property(holder, key);
  return Array.isArray(value) ? [...(value as readonly unknown[])] : [];
}
