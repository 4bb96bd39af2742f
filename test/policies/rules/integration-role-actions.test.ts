import { integrationRoleActions } from "../../../policies/rules/integration-role-actions";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
const UNNAMED = ["ord*", "??????"].map((name) => STREAM.replace("orders", name));
const MANAGED = "arn:aws:iam::123456789012:policy/managed";
const policy = (...statements: object[]) =>
  change("role-policy", { policy: awsAssigns(JSON.stringify({ Statement: statements })) });
const allow = (Action: unknown, Resource: unknown = STREAM) => ({ Effect: "Allow", Action, Resource });
const ACTIONS = "kinesis:PutRecord, kinesis:PutRecords, kms:GenerateDataKey";
const OTHERS = `statement 1 allows other actions than ${ACTIONS} to a role that has only to write to Kinesis.`;
const DELETES = "statement 1 allows kinesis:DeleteStream on a stream that an API writes to.";
const HIDDEN = "attaches a policy that this stack does not show to a role that has only to write to Kinesis.";

/** A managed policy of the stack. */
const managedPolicy = (statement: object): Fixture => ({
  type: "aws:iam/policy:Policy",
  name: "managed",
  inputs: { policy: JSON.stringify({ Statement: [statement] }) },
  outputs: { arn: awsAssigns(MANAGED) },
});

/** A policy attached to the role, and where its ARN comes from. */
const attachment = (policyArn: unknown, edges: Fixture["edges"] = {}): Fixture => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name: "attachment",
  inputs: { role: awsAssigns("role-1"), policyArn },
  edges: { role: ["role"], ...edges },
});

describeRule(integrationRoleActions, {
  finds: {
    "an action that the API has no use for": {
      stack: policy(allow(["kinesis:PutRecord", "kinesis:GetRecords"])),
      phases: ["up"],
      found: { "role-policy": [OTHERS] },
    },
    "a single action as text": {
      stack: policy(allow("kinesis:DeleteStream")),
      phases: ["up"],
      found: { "role-policy": [OTHERS] },
      also: {
        "integration-role-streams on role": ["no policy lets the API write as this role: every record is refused."],
        "kinesis-stream-administrators on role-policy": [DELETES],
      },
    },
    "streams that are not named": {
      stack: policy(...UNNAMED.map((resource) => allow("kinesis:PutRecord", resource))),
      phases: ["up"],
      found: {
        "role-policy": UNNAMED.map(
          (_, index) => `statement ${index + 1} allows its actions on streams that it does not name.`,
        ),
      },
      also: {
        "iam-no-wildcards on role-policy": UNNAMED.map(
          (_, index) =>
            `statement ${index + 1} allows its actions on resources with a wildcard in the place of a name.`,
        ),
      },
    },
    "an inline policy of the role": {
      stack: change("role", {
        inlinePolicies: [{ name: "more", policy: JSON.stringify({ Statement: [allow("kinesis:ListShards")] }) }],
      }),
      found: { role: [OTHERS] },
      also: {
        "records-not-denied on role": [
          "inlinePolicies are all that the role has then, and none of them lets the API write: its other policies are removed.",
        ],
      },
    },
    "a managed policy of AWS": {
      stack: plus(attachment("arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess")),
      found: {
        attachment: [HIDDEN],
      },
    },
    "a managed policy of the stack": {
      stack: plus(
        managedPolicy(allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:1:q")),
        attachment(awsAssigns(MANAGED), { policyArn: ["managed"] }),
      ),
      found: { managed: [OTHERS] },
    },
    "a managed policy of the stack, attached to several roles": {
      stack: plus(managedPolicy(allow("kinesis:DeleteStream")), {
        type: "aws:iam/policyAttachment:PolicyAttachment",
        name: "attachment",
        inputs: { roles: ["consumer", awsAssigns("role-1")], policyArn: awsAssigns(MANAGED) },
        edges: { roles: ["role"], policyArn: ["managed"] },
      }),
      found: { managed: [OTHERS] },
      also: { "kinesis-stream-administrators on managed": [DELETES] },
    },
    "the same by name and ARN, once they are known": {
      stack: plus(managedPolicy(allow("kinesis:DeleteStream")), {
        type: "aws:iam/policyAttachment:PolicyAttachment",
        name: "attachment",
        inputs: { roles: ["consumer", "role-1"], policyArn: MANAGED },
      }),
      phases: ["up"],
      found: { managed: [OTHERS] },
      also: { "kinesis-stream-administrators on managed": [DELETES] },
    },
    "a policy of the account that the stack does not show": {
      stack: plus(attachment("arn:aws:iam::123456789012:policy/whatever")),
      found: {
        attachment: [HIDDEN],
      },
    },
    "the list of all policies of the role": {
      stack: plus({
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "attachments",
        inputs: { roleName: awsAssigns("role-1"), policyArns: ["arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess"] },
        edges: { roleName: ["role"] },
      }),
      found: {
        attachments: [HIDDEN],
      },
    },
    "less than what is configured": {
      stack: pipeline,
      config: { "integration-role-actions": { actions: ["kinesis:PutRecords"] } },
      phases: ["up"],
      found: { "role-policy": [OTHERS.replace(ACTIONS, "kinesis:PutRecords")] },
    },
  },
  accepts: {
    "the use of the stream's key": {
      stack: policy(
        allow(["kinesis:PutRecord", "kinesis:PutRecords"]),
        allow("kms:GenerateDataKey", "arn:aws:kms:eu-west-1:123456789012:key/5f2c"),
      ),
    },
    "the same action in other letters": { stack: policy(allow("Kinesis:putRecord")) },
    "a denial of everything else": {
      stack: policy(allow(["kinesis:PutRecord"]), { Effect: "Deny", NotAction: "kinesis:PutRecord", Resource: "*" }),
    },
    "the policy of another role": {
      stack: plus(
        { type: "aws:iam/role:Role", name: "consumer", inputs: { tags: {} }, outputs: { id: awsAssigns("role-2") } },
        {
          type: "aws:iam/rolePolicy:RolePolicy",
          name: "consumer-policy",
          inputs: { role: awsAssigns("role-2"), policy: JSON.stringify({ Statement: [allow("kinesis:GetRecords")] }) },
          edges: { role: ["consumer"] },
        },
      ),
    },
  },
});
