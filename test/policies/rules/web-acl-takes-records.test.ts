import { webAclTakesRecords } from "../../../policies/rules/web-acl-takes-records";
import { awsAssigns } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ACL = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1";

const acl = (inputs: Record<string, unknown>, before = "stage") =>
  plus(
    {
      type: "aws:wafv2/webAcl:WebAcl",
      name: "acl",
      inputs: { region: "eu-west-1", tags: {}, ...inputs },
      outputs: { id: awsAssigns(ACL), arn: awsAssigns(ACL) },
    },
    {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      name: "association",
      inputs: { region: "eu-west-1", resourceArn: awsAssigns("arn"), webAclArn: awsAssigns(ACL) },
      edges: { resourceArn: [before], webAclArn: ["acl"] },
    },
  );
const common = (
  group: Record<string, unknown> = {},
  rule: Record<string, unknown> = { overrideAction: { none: {} } },
) => ({
  defaultAction: { allow: {} },
  rules: [{ ...rule, statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", ...group } } }],
});
const override = (actionToUse: object) => ({ ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse }] });
const LONG = "SizeRestrictions_BODY of AWS's common rules blocks records of more than 8 KB: XDR sends them for ever.";

describeRule(webAclTakesRecords, {
  finds: {
    "a default that blocks": {
      stack: acl({ defaultAction: { block: {} } }),
      found: {
        acl: ["defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever."],
      },
    },
    "AWS's common rules": { stack: acl(common()), found: { acl: [LONG] } },
    "the limit overridden with itself": { stack: acl(common(override({ block: {} }))), found: { acl: [LONG] } },
  },
  accepts: {
    "a default that blocks, and a rule that allows": {
      stack: acl({ defaultAction: { block: {} }, rules: [{ action: { allow: {} } }] }),
    },
    "the limit as a count": { stack: acl(common(override({ count: {} }))) },
    "all of the group as a count": { stack: acl(common({}, { overrideAction: { count: {} } })) },
    "a web ACL before something else": { stack: acl(common(), "log-group") },
  },
});
