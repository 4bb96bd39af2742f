import { resourceRule } from "../pack/rule";
import { isSet, listAt, property, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const usagePlanThrottle = resourceRule({
  name: "usage-plan-throttle",
  description: "Usage plans limit the rate and the burst of requests.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set throttleSettings to { rateLimit, burstLimit }: all APIs of a region share the account's limit.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  tags: ["apigateway", "capacity"],
  types: [awsType.usagePlan],
  checks: [
    (plan) => {
      const unset = LIMITS.filter((limit) => !isSet(plan, `throttleSettings.${limit}`));
      if (unset.length === 0) return undefined;
      return `throttleSettings lacks ${unset.join(" and ")}: one sender can use up what the account's APIs share.`;
    },
    (plan) => {
      const throttles = listAt(plan, "apiStages").flatMap((stage) => throttlesOf(stage));
      const isClosed = throttles.some((throttle) => LIMITS.some((limit) => isNothing(property(throttle, limit))));
      return isClosed
        ? "a throttle of a single method is below 1: almost every request to it is answered 429."
        : undefined;
    },
    (plan) =>
      LIMITS.flatMap((limit) => {
        const value = valueAt(plan, `throttleSettings.${limit}`);
        // Zero is "not set", which the first check finds.
        if (typeof value !== "number" || value >= 1 || value === 0) return [];
        return value < 0
          ? [`throttleSettings.${limit} is below 0: every request is answered 429.`]
          : [`throttleSettings.${limit} is below 1: almost every request is answered 429.`];
      }),
  ],
});

const LIMITS = ["rateLimit", "burstLimit"];

/** Of a method, zero is a limit, too: the provider hands it on. */
const isNothing = (limit: unknown): boolean => typeof limit === "number" && limit < 1;

/** The throttles of single methods. */
function throttlesOf(stage: unknown): readonly unknown[] {
  const throttles = property(stage, "throttles");
  return Array.isArray(throttles) ? (throttles as readonly unknown[]) : [];
}
