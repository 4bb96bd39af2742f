import * as fms from "@pulumi/aws/fms";

import { attackOf, r2Answer, r4Door, r5Beside, r5Other } from "../build/kinds";
import { rateLimited, webAcl } from "../build/web-acl";
import type { Attack } from "../harness/attack";

const r6Door = attackOf("r6", "door", "a web ACL lets records through");

/** A web ACL stops records. */
export const refusals: readonly Attack[] = [
  r6Door("firewall-manager", "a policy of the security team puts rules of AWS that read bodies before each API", {
    rules: ["web-acl-takes-records"],
    own: true,
    // https://docs.aws.amazon.com/fms/2018-01-01/APIReference/API_SecurityServicePolicyData.html
    add: (b) =>
      new fms.Policy(`${b.name}-policy`, {
        region: b.region,
        name: "orders-apis",
        excludeResourceTags: false,
        remediationEnabled: true,
        resourceType: "AWS::ApiGateway::Stage",
        securityServicePolicyData: {
          type: "WAFV2",
          managedServiceData: JSON.stringify({
            type: "WAFV2",
            preProcessRuleGroups: [
              {
                managedRuleGroupIdentifier: { vendorName: "AWS", managedRuleGroupName: "AWSManagedRulesSQLiRuleSet" },
                overrideAction: { type: "NONE" },
                ruleGroupArn: null,
                excludeRules: [],
                ruleGroupType: "ManagedRuleGroup",
              },
            ],
            postProcessRuleGroups: [],
            defaultAction: { type: "ALLOW" },
            overrideCustomerWebACLAssociation: true,
          }),
        },
        tags: b.tags,
      }),
  }),
  r5Other("acl-sql", "rules of AWS stop each record that looks like SQL", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "sql",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesSQLiRuleSet" } },
        },
      ]),
  }),
  r5Beside("acl-label", "rules of AWS count, and a rule of our own stops what they say is too large", {
    own: true,
    // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
    add: (b) =>
      webAcl(b, [
        {
          name: "common",
          priority: 1,
          overrideAction: { count: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
        },
        {
          name: "large",
          priority: 2,
          action: { block: {} },
          statement: {
            labelMatchStatement: { scope: "LABEL", key: "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body" },
          },
        },
      ]),
  }),
  r4Door("acl-few", "a web ACL stops whoever sends more than ten records in five minutes", {
    own: true,
    add: (b) => webAcl(b, rateLimited(10)),
  }),
  r4Door("acl-bots", "rules of AWS stop whoever is no browser, so each connector", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "bots",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesBotControlRuleSet" } },
        },
      ]),
  }),
  r4Door("acl-large", "a rule takes each record over 16 KB for an attack", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "sql",
          priority: 1,
          action: { block: {} },
          statement: {
            sqliMatchStatement: {
              fieldToMatch: { body: { oversizeHandling: "MATCH" } },
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  r4Door("acl-method", "a rule stops the method POST", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "reads-only",
          priority: 1,
          action: { block: {} },
          statement: {
            byteMatchStatement: {
              fieldToMatch: { method: {} },
              searchString: "POST",
              positionalConstraint: "EXACTLY",
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  r2Answer("before-acl-blocks-all", "a web ACL stops every record", {
    add: (b) => webAcl(b, [], { defaultAction: { block: {} } }),
  }),
  r2Answer("before-acl-common-rules", "rules of AWS for web sites stop every record over 8 KB, for ever", {
    add: (b) =>
      webAcl(b, [
        {
          name: "common",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
        },
      ]),
  }),
];
