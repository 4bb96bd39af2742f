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
      found: { attachment: ["attaches a managed policy of AWS that is forbidden as AdministratorAccess*."] },
    },
    "full access to a service, in another partition": {
      stack: attachment("arn:aws-cn:iam::aws:policy/AmazonKinesisFullAccess"),
      found: { attachment: ["attaches a managed policy of AWS that is forbidden as *FullAccess*."] },
    },
    "the managed policies of a role": {
      stack: plus({
        type: "aws:iam/role:Role",
        name: "other-role",
        inputs: { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
      }),
      found: { "other-role": ["attaches a managed policy of AWS that is forbidden as PowerUserAccess."] },
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
          "attaches a managed policy of AWS that is forbidden as AdministratorAccess*.",
          "attaches a managed policy of AWS that is forbidden as *FullAccess*.",
          "attaches a managed policy of AWS that is forbidden as SecretsManagerReadWrite.",
        ],
      },
    },
    "what the configuration forbids": {
      stack: attachment("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      config: { "iam-no-administrator": { forbidden: ["ReadOnly*"] } },
      found: { attachment: ["attaches a managed policy of AWS that is forbidden as ReadOnly*."] },
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
