import * as apigateway from "@pulumi/aws/apigateway";
import * as guardduty from "@pulumi/aws/guardduty";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as s3 from "@pulumi/aws/s3";
import * as servicequotas from "@pulumi/aws/servicequotas";
import * as ses from "@pulumi/aws/ses";
import * as sns from "@pulumi/aws/sns";
import * as xray from "@pulumi/aws/xray";

import { withProvider } from "../build/changes";
import { ACCOUNT, policyOf } from "../build/documents";
import { attackOf, r3Watch } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r5Account = attackOf(
  "r5",
  "account",
  "a stage's stack owns no setting of the whole account, and no lasting credentials",
);
const r5Whole = attackOf("r5", "whole", "a stage's stack owns no setting of the whole account");
const r4Account = attackOf("r4", "account", "a stage's stack owns no setting of the whole account");
const r2Account = attackOf("r2", "account", "a stage's stack owns no setting of the whole account");

/** A stage's stack changes what is the whole account's. */
export const settings: readonly Attack[] = [
  r5Account("mail-rules", "a stage chooses the rules for all mail that the account gets", {
    phase: "preview",
    add: (b) => new ses.ActiveReceiptRuleSet(`${b.name}-rules`, { region: b.region, ruleSetName: "orders" }),
  }),
  r5Account("signing-certificate", "a user that is there already gets a certificate that lasts", {
    phase: "preview",
    add: (b) =>
      new iam.SigningCertificate(`${b.name}-certificate`, {
        userName: "orders",
        certificateBody: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
      }),
  }),
  r5Whole("messages", "a stage decides how the account sends all short messages to telephones", {
    phase: "preview",
    add: (b) =>
      new sns.SmsPreferences(`${b.name}-messages`, {
        region: b.region,
        monthlySpendLimit: 1,
        defaultSmsType: "Transactional",
      }),
  }),
  r5Whole("commitment", "a stage commits the account to 25 MiB a second of all its streams", {
    phase: "preview",
    // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html
    add: (b) =>
      new kinesis.AccountSettings(`${b.name}-commitment`, {
        region: b.region,
        minimumThroughputBillingCommitment: { status: "ENABLED" },
      }),
  }),
  r4Account("kinesis-billing", "a stage commits the account to Kinesis' other prices", {
    phase: "preview",
    add: (b) =>
      new kinesis.AccountSettings(`${b.name}-settings`, {
        region: b.region,
        minimumThroughputBillingCommitment: { status: "ENABLED" },
      }),
  }),
  r4Account("quota", "a stage asks for a quota of the whole account", {
    phase: "preview",
    add: (b) =>
      new servicequotas.ServiceQuota(`${b.name}-quota`, {
        region: b.region,
        serviceCode: "apigateway",
        quotaCode: "L-8A5B8E43",
        value: 1,
      }),
  }),
  r4Account("token-in-program", "the provider's web identity is a token in the program", {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: withProvider("r4-account-token-in-program-made", {
        assumeRoleWithWebIdentity: {
          roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
          webIdentityToken: "eyJhbGciOiJub25lIn0.e30.",
        },
      }),
    },
  }),
  r4Account("credentials-in-project", "the provider reads credentials from a file of the project", {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: withProvider("r4-account-credentials-in-project-made", {
        sharedCredentialsFiles: ["./deploy/credentials.ini"],
      }),
    },
  }),
  r2Account("buckets-open", "every bucket of the account may be opened to everybody", {
    add: (b) =>
      new s3.AccountPublicAccessBlock(`${b.name}-block`, {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      }),
  }),
  r2Account("passwords", "passwords of the whole account may be short", {
    add: (b) => new iam.AccountPasswordPolicy(`${b.name}-policy`, { minimumPasswordLength: 6 }),
  }),
  r2Account("detector", "nobody watches the account in this region", {
    add: (b) => new guardduty.Detector(`${b.name}-detector`, { region: b.region, enable: false, tags: b.tags }),
  }),
  r3Watch("traces-of-account", "a stage decides for the account where all traces go", {
    phase: "preview",
    add: (b) =>
      new xray.TraceSegmentDestination(`${b.name}-traces`, { region: b.region, destination: "CloudWatchLogs" }),
  }),
  r3Watch("traces-plain", "a stage decides for the account that traces have AWS's own encryption", {
    phase: "preview",
    add: (b) => new xray.EncryptionConfig(`${b.name}-traces`, { region: b.region, type: "NONE" }),
  }),
  r3Watch("logs-role-of-stage", "a stage sets the role with which every API of the account logs", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: policyOf({
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
        tags: b.tags,
      });
      return new apigateway.Account(`${b.name}-account`, { region: b.region, cloudwatchRoleArn: role.arn });
    },
  }),
  r3Watch("logs-role-removed", "a stage takes away the role with which every API of the account logs", {
    phase: "preview",
    add: (b) => new apigateway.Account(`${b.name}-account`, { region: b.region, cloudwatchRoleArn: "" }),
  }),
];
