import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { takesRecords } from "../read/api/records-api";
import { textAt } from "../read/resource";
import { oncePerStack, pointsAt, type Stack } from "../read/stack";
import { readStructuredText } from "../read/structured-text";
import { type Part, partsIn, partsUnder } from "../read/texts";
import { type } from "../read/types";
import { LONGEST_RULES, RULE_TEXTS } from "../read/web-acl/rules";

export const webAclNoSuccess = stackRule({
  name: "web-acl-no-success",
  description: "No web ACL answers a request that it stops with a success.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give a custom response a responseCode of 4xx or 5xx, and use Block in place of Challenge, which answers 202.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/customizing-the-response-for-blocked-requests.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.webAcl, type.webAclRule, type.webAclRuleGroup, type.ruleGroup],
  checks: [
    (resource, stack) =>
      isBeforeRecords(resource, stack)
        ? [...partsIn(resource), ...jsonParts(resource)].flatMap(({ path, value }) => findingsIn(path, value))
        : undefined,
  ],
});

/** A rule can be written in AWS's own JSON, whose names begin with capitals. */
const jsonParts = (resource: PolicyResource): readonly Part[] =>
  RULE_TEXTS.flatMap((property) => {
    const text = textAt(resource, property);
    return text === undefined ? [] : partsUnder(readStructuredText(text, LONGEST_RULES), property);
  });

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html */
function findingsIn(path: string, value: object): readonly string[] {
  if (/\.custom_?response$/i.test(path)) {
    const code = Object.entries(value).find(([key]) => /^response_?code$/i.test(key))?.[1] as unknown;
    if (!/^2\d\d$/.test(String(code))) return [];
    return [`a custom response answers a blocked request with ${String(code)}: ${FORGOTTEN}`];
  }
  return /(?:^|\.)(?:action|actionToUse)\.challenge$/i.test(path)
    ? [`an action is Challenge, which answers 202 to a connector: ${FORGOTTEN}`]
    : [];
}

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

/** Whether a web ACL, a rule or a rule group stands before a stage of an API that takes records. */
export const isBeforeRecords = (resource: PolicyResource, stack: Stack): boolean => {
  const before = aclsBeforeRecords(stack);
  if (before.has(resource.urn)) return true;
  // A rule that is a resource of its own names its web ACL.
  return stack.ofType(type.webAcl).some((acl) => before.has(acl.urn) && pointsAt(resource, "webAclArn", acl));
};

/** The web ACLs before stages that take records, and the rule groups that these refer to, by URN. */
const aclsBeforeRecords = oncePerStack((stack): ReadonlySet<string> => {
  const associations = stack
    .ofType(type.webAclAssociation)
    .filter((association) =>
      (association.propertyDependencies.resourceArn ?? []).some((source) => takesRecords(source, stack)),
    );
  const acls = associations.flatMap((association) => association.propertyDependencies.webAclArn ?? []);
  const associated = stack
    .ofType(type.webAclRuleGroup)
    .filter((association) => acls.some((acl) => pointsAt(association, "webAclArn", acl)));
  const groups = [...acls, ...associated].flatMap((holder) => Object.values(holder.propertyDependencies).flat());
  return new Set([...acls, ...groups].map(({ urn }) => urn));
});
