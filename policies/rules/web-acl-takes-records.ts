import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { membersOf } from "../read/lists";
import { property, valueAt } from "../read/resource";
import { pointsAt, sourcesOf } from "../read/stack";
import { awsType } from "../read/types";
import { isBeforeRecords } from "../read/web-acl/before-records";
import { rulesOfFirewallManager } from "../read/web-acl/firewall-manager";
import { labelsBefore } from "../read/web-acl/label";
import { READING_BODIES, STOPPING } from "../read/web-acl/managed-group";
import { isThere, referencesTo, rulesOf } from "../read/web-acl/rules";
import { hasUnreadMethod, matchesRecords } from "../read/web-acl/statement";

export const webAclTakesRecords = stackRule({
  name: "web-acl-takes-records",
  description: "A web ACL lets records through, whatever they say, and whatever their size and number.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Allow by default, or name in a rule what is allowed. In AWSManagedRulesCommonRuleSet, override the action of " +
    "SizeRestrictions_BODY with Count: it blocks bodies of more than 8 KB. In AWSManagedRulesBotControlRuleSet, override those " +
    "of CategoryHttpLibrary and SignalNonBrowserUserAgent. In other groups of AWS, override those of the rules on bodies. Limit a sender's rate to more than its records.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  tags: ["apigateway", "kinesis", "data-loss", "reliability"],
  types: [awsType.webAcl, awsType.webAclRule, awsType.webAclRuleGroup, awsType.ruleGroup, awsType.firewallPolicy],
  checks: [
    (policy, stack) =>
      policy.type === awsType.firewallPolicy
        ? // What an account adds to its web ACL runs in between, and is not seen here.
          rulesOfFirewallManager(policy, stack).flatMap((rule) => findingsOnRule(rule, false, policy, []))
        : undefined,
    (acl, stack) => {
      if (acl.type !== awsType.webAcl || !isBeforeRecords(acl, stack)) return undefined;
      if (property(valueAt(acl, "defaultAction"), "block") === undefined) return undefined;
      // Rules that are resources of their own may allow.
      const allows = rulesOf(acl).some((rule) => property(property(rule, "action"), "allow") !== undefined);
      const hasOwnRules = [awsType.webAclRule, awsType.webAclRuleGroup].some((one) =>
        stack.ofType(one).some((rule) => pointsAt(rule, "webAclArn", acl)),
      );
      return allows || hasOwnRules
        ? undefined
        : "defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever.";
    },
    (acl, stack) => {
      if (!isBeforeRecords(acl, stack)) return undefined;
      const rules = rulesOf(acl);
      if (acl.type !== awsType.ruleGroup) {
        return rules.flatMap((rule) =>
          findingsOnRule(rule, isAfterAllowance(rule, rules), acl, labelsBefore(rule, rules, patternsOf(acl))),
        );
      }
      const references = referencesTo(acl, stack);
      if (references.length === 0) return undefined;
      const isSpared = references.every(({ rule, beside }) => isAfterAllowance(rule, beside));
      return rules
        .filter((rule) => !references.every((reference) => isTakenBack(reference.rule, property(rule, "name"))))
        .flatMap((rule) =>
          findingsOnRule(rule, isSpared || isAfterAllowance(rule, rules), acl, [
            ...labelsBefore(rule, rules, patternsOf(acl)),
            ...references.flatMap((reference) => labelsBefore(reference.rule, reference.beside, [])),
          ]),
        );
    },
  ],
});

/** Whether a reference to a group replaces the action of one of its rules by one that stops nothing. */
function isTakenBack(reference: unknown, name: unknown): boolean {
  const group = property(property(reference, "statement"), "ruleGroupReferenceStatement");
  return membersOf(property(group, "ruleActionOverrides")).some(
    (one) =>
      property(one, "name") === name &&
      !STOPS.some((action) => isThere(property(property(one, "actionToUse"), action))),
  );
}

/** Whether an earlier rule lets some in, which may be the connectors. */
const isAfterAllowance = (rule: unknown, rules: readonly unknown[]): boolean =>
  rules.some(
    (other) =>
      isThere(property(property(other, "action"), "allow")) &&
      Number(property(other, "priority")) < Number(property(rule, "priority")),
  );

/** The sets of patterns that the rules of a resource refer to. */
const patternsOf = (holder: PolicyResource): readonly PolicyResource[] =>
  ["rules", "statement"].flatMap((name) => sourcesOf(holder, name, awsType.regexPatternSet));

function findingsOnRule(
  rule: unknown,
  isSpared: boolean,
  holder: PolicyResource,
  labels: readonly string[],
): readonly string[] {
  const statement = property(rule, "statement");
  const group = property(statement, "managedRuleGroupStatement");
  const isStopped = STOPS.some((action) => isThere(property(property(rule, "action"), action)));
  if (!isStopped) {
    const isCounted = isThere(property(property(rule, "overrideAction"), "count"));
    return isCounted || group === undefined ? [] : findingsOnGroup(group, isSpared);
  }
  if (isSpared) return [];
  const rate = property(statement, "rateBasedStatement");
  if (isTooFew(rate)) {
    return [
      `a rule stops who sends more than ${String(property(rate, "limit"))} records in a few minutes: a connector's are refused, and XDR falls behind.`,
    ];
  }
  const patterns = patternsOf(holder);
  if (matchesRecords(statement, { patterns })) {
    return ["a rule stops records by their method or their size: XDR sends them for ever."];
  }
  if (matchesRecords(statement, { patterns, labels })) {
    return ["a rule stops records by a label that an earlier rule, which only counts, gives: XDR sends them for ever."];
  }
  return hasUnreadMethod(statement, patterns)
    ? ["a rule stops requests by a pattern on their method that could not be judged: compare with the method's name."]
    : [];
}

/** The actions after which a record does not reach the API. No connector solves a puzzle. */
const STOPS = ["block", "captcha", "challenge"];

/** Fewer requests in five minutes are no rate for a database. */
const FEWEST = 1000;

/**
 * Whether a rule on a rate counts all requests of a sender, or all records, and lets few through.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html
 */
function isTooFew(rate: unknown): boolean {
  const limit = property(rate, "limit");
  if (typeof limit !== "number" || property(rate, "aggregateKeyType") === "CUSTOM_KEYS") return false;
  const scope = property(rate, "scopeDownStatement");
  if (isThere(scope) && !matchesRecords(scope, { patterns: [] })) return false;
  const seconds = property(rate, "evaluationWindowSec");
  return limit * (300 / (typeof seconds === "number" && seconds > 0 ? seconds : 300)) < FEWEST;
}

/** What a group of AWS stops, as far as nothing takes it back. */
function findingsOnGroup(group: unknown, isSpared: boolean): readonly string[] {
  // What it narrows the rule to, nobody reads here.
  if (isThere(property(group, "scopeDownStatement"))) return [];
  const name = String(property(group, "name"));
  if (isSpared && name !== "AWSManagedRulesCommonRuleSet") return [];
  const overrides = membersOf(property(group, "ruleActionOverrides"));
  const isLeft = (rule: string) =>
    !overrides.some(
      (one) => property(one, "name") === rule && !isThere(property(property(one, "actionToUse"), "block")),
    );
  const reading = isSpared ? [] : (READING_BODIES[name] ?? []).filter(isLeft);
  return [
    ...Object.entries(STOPPING[name] ?? {})
      .filter(([rule]) => isLeft(rule))
      .map(([rule, consequence]) => `${rule} ${consequence}`),
    ...(reading.length > 0
      ? [`${name} stops records for what they say: XDR sends them for ever. Count by ${reading.join(", ")}.`]
      : []),
  ];
}
