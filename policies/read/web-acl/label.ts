import type { PolicyResource } from "@pulumi/policy";

import { membersOf } from "../lists";
import { property } from "../resource";
import { labelsOfGroup } from "./managed-group";
import { isThere } from "./rules";
import { matchesRecords } from "./statement";

/**
 * The labels that rules give records and let them on, so that a later rule may stop them by the label.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-label-match.html
 * @param rule The later rule.
 * @param rules The rules beside it.
 * @param patterns The sets of patterns that the rules refer to.
 * @returns The labels: those of AWS's groups as a whole, those of other rules by the names that the rules write.
 */
export const labelsBefore = (
  rule: unknown,
  rules: readonly unknown[],
  patterns: readonly PolicyResource[],
): readonly string[] =>
  rules
    .filter((other) => Number(property(other, "priority")) < Number(property(rule, "priority")))
    .flatMap((other) => {
      const group = property(property(other, "statement"), "managedRuleGroupStatement");
      return isThere(group) ? labelsFrom(group, isCounted(other, "overrideAction")) : ownLabels(other, patterns);
    });

const isCounted = (holder: unknown, action: string): boolean => isThere(property(property(holder, action), "count"));

/** What the group is narrowed to, nobody reads here. */
function labelsFrom(group: unknown, isGroupCounted: boolean): readonly string[] {
  if (isThere(property(group, "scopeDownStatement"))) return [];
  const overrides = membersOf(property(group, "ruleActionOverrides"));
  return labelsOfGroup(String(property(group, "name")))
    .filter(
      ({ rule }) =>
        isGroupCounted || overrides.some((one) => property(one, "name") === rule && isCounted(one, "actionToUse")),
    )
    .map(({ label }) => label);
}

const ownLabels = (rule: unknown, patterns: readonly PolicyResource[]): readonly string[] =>
  isCounted(rule, "action") && matchesRecords(property(rule, "statement"), { patterns })
    ? membersOf(property(rule, "ruleLabels")).map((label) => String(property(label, "name")))
    : [];
