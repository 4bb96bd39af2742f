import { stackRule } from "../pack/rule";
import { isSet, listAt, property, valueAt } from "../read/resource";
import { pointsAt } from "../read/stack";
import { type } from "../read/types";
import { isBeforeRecords } from "./web-acl-no-success";

export const webAclTakesRecords = stackRule({
  name: "web-acl-takes-records",
  description: "A web ACL lets records through, whatever their size.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Allow by default, or name in a rule what is allowed. In AWSManagedRulesCommonRuleSet, override the action of " +
    "SizeRestrictions_BODY with Count: it blocks bodies of more than 8 KB.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  tags: ["apigateway", "kinesis", "data-loss", "reliability"],
  types: [type.webAcl],
  checks: [
    (acl, stack) => {
      if (!isBeforeRecords(acl, stack) || property(valueAt(acl, "defaultAction"), "block") === undefined) {
        return undefined;
      }
      // The rules of a text, and those that are resources of their own, may allow.
      if (isSet(acl, "ruleJson")) return undefined;
      const allows = listAt(acl, "rules").some((rule) => property(property(rule, "action"), "allow") !== undefined);
      const hasOwnRules = [type.webAclRule, type.webAclRuleGroup].some((one) =>
        stack.ofType(one).some((rule) => pointsAt(rule, "webAclArn", acl)),
      );
      return allows || hasOwnRules
        ? undefined
        : "defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever.";
    },
    (acl, stack) => {
      if (!isBeforeRecords(acl, stack)) return undefined;
      return listAt(acl, "rules")
        .filter(blocksLongBodies)
        .map(
          () =>
            "SizeRestrictions_BODY of AWS's common rules blocks records of more than 8 KB: XDR sends them for ever.",
        );
    },
  ],
});

/** Whether a rule is AWS's group with the limit, and nothing takes the limit back. */
function blocksLongBodies(rule: unknown): boolean {
  if (property(property(rule, "overrideAction"), "count") !== undefined) return false;
  const group = property(property(rule, "statement"), "managedRuleGroupStatement");
  if (property(group, "name") !== "AWSManagedRulesCommonRuleSet") return false;
  // What it narrows the rule to, nobody reads here.
  if (property(group, "scopeDownStatement") !== undefined) return false;
  const overrides = property(group, "ruleActionOverrides");
  return !(Array.isArray(overrides) ? (overrides as readonly unknown[]) : []).some((override) => {
    const action = property(override, "actionToUse");
    return property(override, "name") === "SizeRestrictions_BODY" && property(action, "block") === undefined;
  });
}
