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
      found: { attachment: ["attaches AdministratorAccess, which is forbidden as *Administrator*."] },
    },
    "full access to a service, in another partition": {
      stack: attachment("arn:aws-cn:iam::aws:policy/AmazonKinesisFullAccess"),
      found: { attachment: ["attaches AmazonKinesisFullAccess, which is forbidden as *FullAccess*."] },
    },
    "the managed policies of a role": {
      stack: plus({
        type: "aws:iam/role:Role",
        name: "other-role",
        inputs: { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
      }),
      found: { "other-role": ["attaches PowerUserAccess, which is forbidden as PowerUserAccess."] },
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
          "attaches AdministratorAccess-Amplify, which is forbidden as *Administrator*.",
          "attaches AmazonDynamoDBFullAccess_v2, which is forbidden as *FullAccess*.",
          "attaches SecretsManagerReadWrite, which is forbidden as SecretsManagerReadWrite.",
        ],
      },
    },
    "what the configuration forbids": {
      stack: attachment("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      config: { "iam-no-administrator": { forbidden: ["ReadOnly*"] } },
      found: { attachment: ["attaches ReadOnlyAccess, which is forbidden as ReadOnly*."] },
    },
    "a job's policy, and one whose name has a digit": {
      stack: plus({
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "attachments",
        inputs: {
          roleName: "someone",
          policyArns: ["job-function/SystemAdministrator", "AmazonS3FullAccess"].map(
            (name) => `arn:aws:iam::aws:policy/${name}`,
          ),
        },
      }),
      found: {
        attachments: [
          "attaches SystemAdministrator, which is forbidden as *Administrator*.",
          "attaches AmazonS3FullAccess, which is forbidden as *FullAccess*.",
        ],
      },
    },
    "an administrator by single sign-on": {
      stack: plus({
        type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        name: "attachment",
        inputs: { managedPolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
      found: { attachment: ["attaches AdministratorAccess, which is forbidden as *Administrator*."] },
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
