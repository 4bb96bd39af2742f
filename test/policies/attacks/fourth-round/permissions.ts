import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as organizations from "@pulumi/aws/organizations";
import { Provider } from "@pulumi/aws/provider";
import * as servicequotas from "@pulumi/aws/servicequotas";

import type { Attack } from "../harness/attack";
import { set } from "../second-round/support";
import { ACCOUNT, allow, policyOf, writerFunction } from "../shared";
import { attackOf } from "./support";

const closed = attackOf("closed", "the API may write to its stream, and connectors may call it");
const open = attackOf("open", "streams, keys, secrets and functions are not for everybody");
const account = attackOf("account", "a stage's stack owns no setting of the whole account");

/** What AWS writes for the denial of everything. */
const DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";

const refusals: Attack[] = [
  closed("boundary-of-nothing", "the role's boundary is AWS's denial of everything", {
    changes: { "access-role": set({ permissionsBoundary: DENY_ALL }) },
  }),
  closed("denied-by-aws", "AWS's denial of everything is attached to the role", {
    own: true,
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: b.resource("access-role").id,
        policyArn: DENY_ALL,
      }),
  }),
  closed("denied-in-list", "AWS's denial of everything is in the role's list", {
    changes: { "access-role": set({ managedPolicyArns: [DENY_ALL] }) },
  }),
  closed("resource-control", "a resource control policy of the organization refuses each record", {
    add: (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "perimeter",
        type: "RESOURCE_CONTROL_POLICY",
        content: policyOf({ Effect: "Deny", Principal: "*", Action: "kinesis:*", Resource: "*" }),
        tags: b.tags,
      }),
  }),
  closed("not-through-endpoint", "the role is denied what does not come through a VPC's endpoint, as API Gateway", {
    own: true,
    add: (b) =>
      new iam.RolePolicy(`${b.name}-policy`, {
        role: b.resource("access-role").id,
        policy: policyOf({
          Effect: "Deny",
          Action: "kinesis:PutRecord",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } },
        }),
      }),
  }),
  closed("other-region-requested", "the role may write only in another region", {
    changes: {
      "access-policy": set({
        policy: policyOf(
          allow(
            "kinesis:PutRecord",
            "arn:aws:kinesis:ap-south-1:123456789012:stream/r4-closed-other-region-requested",
            {
              Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
            },
          ),
        ),
      }),
    },
  }),
  closed("key-of-other-store", "the key of a stream lives in a store outside of AWS, and goes with it", {
    add: (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          deletionWindowInDays: 30,
          customKeyStoreId: "cks-1234567890",
          xksKeyId: "mK8f3",
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
];

const opened: Attack[] = [
  open("function-policy", "everybody may call the URL of a function that writes to the stream", {
    add: (b) => {
      const made = writerFunction(b);
      return new lambda.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: made.arn,
        policy: policyOf(allow("lambda:InvokeFunctionUrl", made.arn, { Principal: "*" })),
      });
    },
  }),
  open("secret-inline", "everybody reads the connector's file, by the secret's own policy", {
    changes: { connector: set({ policy: policyOf(allow("secretsmanager:GetSecretValue", "*", { Principal: "*" })) }) },
  }),
  open("external-key", "everybody decrypts with a key whose material is brought along", {
    add: (b) =>
      new kms.ExternalKey(
        `${b.name}-key`,
        {
          region: b.region,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:Decrypt", "*", { Principal: { AWS: "*" } })),
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
];

const ofAccount: Attack[] = [
  account("kinesis-billing", "a stage commits the account to Kinesis' other prices", {
    phase: "preview",
    add: (b) =>
      new kinesis.AccountSettings(`${b.name}-settings`, {
        region: b.region,
        minimumThroughputBillingCommitment: { status: "ENABLED" },
      }),
  }),
  account("quota", "a stage asks for a quota of the whole account", {
    phase: "preview",
    add: (b) =>
      new servicequotas.ServiceQuota(`${b.name}-quota`, {
        region: b.region,
        serviceCode: "apigateway",
        quotaCode: "L-8A5B8E43",
        value: 1,
      }),
  }),
  account("token-in-program", "the provider's web identity is a token in the program", {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: {
        options: (given) => ({
          ...given,
          provider: new Provider("r4-account-token-in-program-made", {
            region: "ap-south-1",
            assumeRoleWithWebIdentity: {
              roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
              webIdentityToken: "eyJhbGciOiJub25lIn0.e30.",
            },
          }),
        }),
      },
    },
  }),
  account("credentials-in-project", "the provider reads credentials from a file of the project", {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: {
        options: (given) => ({
          ...given,
          provider: new Provider("r4-account-credentials-in-project-made", {
            region: "ap-south-1",
            sharedCredentialsFiles: ["./deploy/credentials.ini"],
          }),
        }),
      },
    },
  }),
];

export const permissions: readonly Attack[] = [...refusals, ...opened, ...ofAccount];
