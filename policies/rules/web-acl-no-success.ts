import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { textAt } from "../read/resource";
import { readStructuredText } from "../read/structured-text";
import { type Part, partsIn, partsUnder } from "../read/texts";
import { awsType } from "../read/types";
import { isBeforeRecords } from "../read/web-acl/before-records";
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
  types: [awsType.webAcl, awsType.webAclRule, awsType.webAclRuleGroup, awsType.ruleGroup],
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
