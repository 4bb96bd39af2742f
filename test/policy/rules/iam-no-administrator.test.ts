import { iamNoAdministrator } from "../../../policies/rules/iam-no-administrator";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const attachment = (policyArn: string) =>
  plus({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attachment",
    inputs: { role: "someone", policyArn },
  });

describeRule(iamNoAdministrator, {
  finds: {
    "an administrator": {
      stack: attachment("arn:aws:iam::aws:policy/AdministratorAccess"),
      found: { attachment: ["attaches the managed policy AdministratorAccess."] },
    },
    "full access to a service, in another partition": {
      stack: attachment("arn:aws-cn:iam::aws:policy/AmazonKinesisFullAccess"),
      found: { attachment: ["attaches the managed policy AmazonKinesisFullAccess."] },
    },
    "the managed policies of a role": {
      stack: plus({
        type: "aws:iam/role:Role",
        name: "other-role",
        inputs: { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
      }),
      found: { "other-role": ["attaches the managed policy PowerUserAccess."] },
    },
    "an administrator for one purpose, and a service's whole content": {
      stack: plus({
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "attachments",
        inputs: {
          roleName: "someone",
          policyArns: ["AdministratorAccess-Amplify", "AmazonDynamoDBFullAccess_v2", "SecretsManagerReadWrite"].map(
            (name) => `arn:aws:iam::aws:policy/${name}`,
          ),
        },
      }),
      found: {
        attachments: [
          "attaches the managed policy AdministratorAccess-Amplify.",
          "attaches the managed policy AmazonDynamoDBFullAccess_v2.",
          "attaches the managed policy SecretsManagerReadWrite.",
        ],
      },
    },
    "what the configuration forbids": {
      stack: attachment("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      config: { "iam-no-administrator": { forbidden: ["ReadOnly*"] } },
      found: { attachment: ["attaches the managed policy ReadOnlyAccess."] },
    },
  },
  accepts: {
    "a policy for one purpose": {
      stack: attachment("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
    },
    "a policy of the account, whatever its name": {
      stack: attachment("arn:aws:iam::123456789012:policy/OrdersFullAccess"),
    },
  },
});
