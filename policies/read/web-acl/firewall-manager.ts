import type { PolicyResource } from "@pulumi/policy";

import { takesRecords } from "../api/records-api";
import { membersOf } from "../lists";
import { knownRegionOf } from "../region";
import { isTrue, listAt, property, textAt } from "../resource";
import { knownAt, type Stack } from "../stack";
import { readStructuredText } from "../structured-text";
import { awsType } from "../types";

/** https://docs.aws.amazon.com/fms/2018-01-01/APIReference/API_SecurityServicePolicyData.html */
const LONGEST_DATA = 30_000;

/**
 * Reads a policy of Firewall Manager that puts web ACLs before stages by itself.
 * @param policy The policy.
 * @param stack The stack.
 * @returns Groups of rules, in the form of a web ACL's rules; none if no stage of the stack that takes records gets them.
 * @throws Unreadable if what it says is no JSON; what `valueAt` throws where it is not known yet.
 */
export function rulesOfFirewallManager(policy: PolicyResource, stack: Stack): readonly unknown[] {
  const types = [...listAt(policy, "resourceType"), ...listAt(policy, "resourceTypeLists")];
  if (!types.includes("AWS::ApiGateway::Stage") || !isTrue(knownAt(policy, "remediationEnabled"))) return [];
  const isInScope = (stage: PolicyResource) =>
    takesRecords(stage, stack) && knownRegionOf(stage) === knownRegionOf(policy) && isInScopeByTags(stage, policy);
  if (textAt(policy, "securityServicePolicyData.type") !== "WAFV2") return [];
  if (!stack.ofType(awsType.stage).some(isInScope)) return [];
  const data = readStructuredText(textAt(policy, "securityServicePolicyData.managedServiceData") ?? "{}", LONGEST_DATA);
  return ["preProcessRuleGroups", "postProcessRuleGroups"].flatMap((name) =>
    membersOf(property(data, name)).map(ruleFrom),
  );
}

/** A policy can leave out the resources that have a tag, or take these alone. */
function isInScopeByTags(stage: PolicyResource, policy: PolicyResource): boolean {
  const wanted = Object.entries((knownAt(policy, "resourceTags") as object | undefined) ?? {});
  if (wanted.length === 0) return true;
  const tags = knownAt(stage, "tags");
  const isThere = ([name, value]: readonly [string, unknown]) =>
    property(tags, name) !== undefined && (value === "" || property(tags, name) === value);
  const isTagged =
    knownAt(policy, "resourceTagLogicalOperator") === "OR" ? wanted.some(isThere) : wanted.every(isThere);
  return isTagged !== isTrue(knownAt(policy, "excludeResourceTags"));
}

/** A group of rules as a rule of a web ACL refers to it. */
function ruleFrom(group: unknown): unknown {
  const name = property(property(group, "managedRuleGroupIdentifier"), "managedRuleGroupName");
  const excluded = membersOf(property(group, "excludeRules")).map((rule) => ({
    name: property(rule, "name"),
    actionToUse: { count: {} },
  }));
  return {
    overrideAction: property(property(group, "overrideAction"), "type") === "COUNT" ? { count: {} } : { none: {} },
    statement: {
      ...(name !== undefined && {
        managedRuleGroupStatement: {
          name,
          ruleActionOverrides: [...excluded, ...membersOf(property(group, "ruleActionOverrides"))],
        },
      }),
    },
  };
}
