import * as wafv2 from "@pulumi/aws/wafv2";

import { r2Answer } from "../build/kinds";
import { VISIBLE, webAcl } from "../build/web-acl";
import type { Attack } from "../harness/attack";

const ofCountry = { geoMatchStatement: { countryCodes: ["KP"] } };
const blocked = { block: { customResponse: { responseCode: 200 } } };

/** A web ACL answers for the API. */
export const answers: readonly Attack[] = [
  r2Answer("before-acl-group-200", "a group of rules answers what it stops by 200", {
    add: (b) => {
      const group = new wafv2.RuleGroup(`${b.name}-group`, {
        region: b.region,
        scope: "REGIONAL",
        capacity: 10,
        rules: [{ name: "r", priority: 1, statement: ofCountry, action: blocked, visibilityConfig: VISIBLE }],
        visibilityConfig: VISIBLE,
        tags: b.tags,
      });
      const reference = { ruleGroupReferenceStatement: { arn: group.arn } };
      webAcl(b, [{ name: "g", priority: 1, overrideAction: { none: {} }, statement: reference }]);
    },
  }),
  r2Answer("before-acl-rule-200", "a rule of its own answers what it stops by 200", {
    add: (b) => {
      new wafv2.WebAclRule(`${b.name}-rule`, {
        region: b.region,
        webAclArn: webAcl(b, []).arn,
        name: "r",
        priority: 1,
        statement: ofCountry,
        action: blocked,
        visibilityConfig: VISIBLE,
      });
    },
  }),
  r2Answer("before-acl-override-200", "a rule of AWS's group is overridden to answer by 200", {
    add: (b) =>
      webAcl(b, [
        {
          name: "m",
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: "AWS",
              name: "AWSManagedRulesKnownBadInputsRuleSet",
              ruleActionOverrides: [{ name: "Log4JRCE_BODY", actionToUse: blocked }],
            },
          },
        },
      ]),
  }),
];
