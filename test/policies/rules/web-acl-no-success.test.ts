import { webAclNoSuccess } from "../../../policies/rules/web-acl-no-success";
import { awsAssigns } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ACL = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1";
const FORGOTTEN = "the sender takes the record as stored and forgets it.";
const BLOCKS = (code: number) => ({ block: { customResponse: { responseCode: code } } });
const answers = (code: number) => `a custom response answers a blocked request with ${code}: ${FORGOTTEN}`;
const BLOCKED = {
  "web-acl-takes-records on acl": [
    "defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever.",
  ],
};
const CHALLENGES = `an action is Challenge, which answers 202 to a connector: ${FORGOTTEN}`;

/** A web ACL before the pipeline's stage, and a rule group in it. */
const behind = (acl: Record<string, unknown>, group: Record<string, unknown> = {}, resourceArn = "stage") =>
  plus(
    {
      type: "aws:wafv2/ruleGroup:RuleGroup",
      name: "group",
      inputs: { region: "eu-west-1", tags: {}, ...group },
    },
    {
      type: "aws:wafv2/webAcl:WebAcl",
      name: "acl",
      inputs: { region: "eu-west-1", defaultAction: { allow: {} }, tags: {}, ...acl },
      outputs: { id: awsAssigns(ACL), arn: awsAssigns(ACL) },
      edges: { rules: ["group"] },
    },
    {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      name: "association",
      inputs: { region: "eu-west-1", resourceArn: awsAssigns("arn"), webAclArn: awsAssigns(ACL) },
      edges: { resourceArn: [resourceArn], webAclArn: ["acl"] },
    },
  );

describeRule(webAclNoSuccess, {
  finds: {
    "a rule and a default that answer 2xx": {
      stack: behind({ defaultAction: BLOCKS(204), rules: [{ name: "a", action: BLOCKS(200) }] }),
      found: { acl: [answers(204), answers(200)] },
      also: BLOCKED,
    },
    "a Challenge": {
      stack: behind({ rules: [{ name: "a", action: { challenge: {} } }] }),
      found: { acl: [CHALLENGES] },
    },
    "a rule in JSON": {
      stack: behind({
        ruleJson: JSON.stringify([{ Action: { Block: { CustomResponse: { ResponseCode: 202 } } } }]),
      }),
      found: { acl: [answers(202)] },
    },
    "a rule group that the web ACL refers to": {
      stack: behind({}, { rules: [{ name: "a", action: BLOCKS(201) }] }),
      found: { group: [answers(201)] },
    },
  },
  accepts: {
    "an error, and a captcha, which answers 405": {
      stack: behind({ defaultAction: BLOCKS(403), rules: [{ name: "a", action: { captcha: {} } }] }),
      also: BLOCKED,
    },
    "a web ACL before something else": {
      stack: behind({ rules: [{ name: "a", action: BLOCKS(200) }] }, {}, "log-group"),
    },
  },
});
