import type { PolicyResource } from "@pulumi/policy";

import { listAt, property, textAt } from "../resource";
import { pointsAt, type Stack } from "../stack";
import { readStructuredText } from "../structured-text";
import { awsType } from "../types";

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html knows no limit; nobody writes more by hand. */
export const LONGEST_RULES = 512 * 1024;

/** The properties that hold rules as a text of AWS's own JSON. */
export const RULE_TEXTS: readonly string[] = ["ruleJson", "rulesJson"];

/**
 * The rules of a web ACL or a rule group, in whatever form it has them.
 * @param resource A web ACL, a rule group, a rule that is a resource of its own, or the association of a group.
 * @returns The rules, with the provider's names also where a text has AWS's.
 * @throws Unreadable if a text is no JSON; what `valueAt` throws where one is not known yet.
 */
export function rulesOf(resource: PolicyResource): readonly unknown[] {
  if (resource.type === awsType.webAclRule) return [resource.props];
  if (resource.type === awsType.webAclRuleGroup) return [ruleFrom(resource)];
  const texts = RULE_TEXTS.flatMap((name) => textAt(resource, name) ?? []);
  return [
    ...listAt(resource, "rules"),
    ...texts.flatMap((text) => {
      const read = withSmallNames(readStructuredText(text, LONGEST_RULES));
      return Array.isArray(read) ? (read as readonly unknown[]) : [read];
    }),
  ];
}

/** The association of a group is a rule that consists of the group. */
function ruleFrom({ props }: PolicyResource): unknown {
  const action = property(props, "overrideAction");
  return {
    priority: property(props, "priority"),
    overrideAction: typeof action === "string" ? { [action]: {} } : {},
    statement: {
      managedRuleGroupStatement: property(props, "managedRuleGroup"),
      ruleGroupReferenceStatement: property(props, "ruleGroupReference"),
    },
  };
}

/** AWS's names begin with a capital, as in `ByteMatchStatement`. */
function withSmallNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSmallNames);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase()),
      withSmallNames(held),
    ]),
  );
}

/**
 * The rules by which web ACLs take in a rule group, each with the rules beside it.
 * @param group A rule group of the stack.
 * @param stack The stack.
 * @returns The rules that may refer to the group; what is only counted is left out.
 */
export function referencesTo(
  group: PolicyResource,
  stack: Stack,
): readonly { readonly rule: unknown; readonly beside: readonly unknown[] }[] {
  const associations = stack.ofType(awsType.webAclRuleGroup);
  return stack.ofType(awsType.webAcl).flatMap((acl) => {
    const holders = [acl, ...associations.filter((one) => pointsAt(one, "webAclArn", acl))];
    const all = holders.flatMap(rulesOf);
    return holders
      .filter((holder) => Object.values(holder.propertyDependencies).some((sources) => sources.includes(group)))
      .flatMap(rulesOf)
      .filter((rule) => isThere(property(property(rule, "statement"), "ruleGroupReferenceStatement")))
      .filter((rule) => !isThere(property(property(rule, "overrideAction"), "count")))
      .map((rule) => ({ rule, beside: all }));
  });
}

/**
 * Whether a rule has a part.
 * @param value The part.
 * @returns Whether it is neither left out nor null.
 */
export const isThere = (value: unknown): boolean => value !== undefined && value !== null;
