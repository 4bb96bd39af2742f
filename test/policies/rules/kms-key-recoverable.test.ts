import { kmsKeyRecoverable } from "../../../policies/rules/kms-key-recoverable";
import { awsAssigns } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const key = (inputs: Readonly<Record<string, unknown>>) =>
  plus({
    type: "aws:kms/key:Key",
    name: "kms",
    inputs: { region: "eu-west-1", enableKeyRotation: true, deletionWindowInDays: 30, ...inputs },
  });

const OWN = "arn:aws:iam::123456789012:root";
const OTHER = "arn:aws:iam::999988887777:role/deployer";
const ADMINISTERS = "lets another account administer the key: it can delete the key, and what it encrypted.";
const policyFor = (principal: string, actions: unknown) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: actions, Resource: "*" }] });

const administered = (principal: string, actions: unknown = "kms:*") =>
  plus({
    type: "aws:kms/key:Key",
    name: "kms",
    inputs: { region: "eu-west-1", enableKeyRotation: true, policy: policyFor(principal, actions) },
    outputs: { arn: awsAssigns("arn:aws:kms:eu-west-1:123456789012:key/5f2c") },
  });

const stricter = { "kms-key-recoverable": { minimumDays: 30 } };

describeRule(kmsKeyRecoverable, {
  finds: {
    "material in a store outside of AWS": {
      stack: key({ customKeyStoreId: "cks-1", xksKeyId: "mK8f3" }),
      found: {
        kms: ["xksKeyId is set: the material of this key is in a store outside of AWS, and lost with it."],
      },
    },
    "a key that is gone too soon": {
      stack: key({ deletionWindowInDays: 7 }),
      config: stricter,
      found: {
        kms: ["deletionWindowInDays is 7, at least 30 are required: without the key, what it encrypted is gone."],
      },
    },
    "a replica that is gone too soon": {
      stack: plus({
        type: "aws:kms/replicaKey:ReplicaKey",
        name: "kms",
        inputs: { region: "eu-west-1", deletionWindowInDays: 10 },
      }),
      config: stricter,
      found: {
        kms: ["deletionWindowInDays is 10, at least 30 are required: without the key, what it encrypted is gone."],
      },
    },
    "a policy that nobody checks": {
      stack: key({ bypassPolicyLockoutSafetyCheck: true }),
      found: {
        kms: [
          "bypassPolicyLockoutSafetyCheck is true: the policy may lock out everybody, and only AWS Support can help.",
        ],
      },
    },
    "material that expires": {
      stack: plus({
        type: "aws:kms/externalKey:ExternalKey",
        name: "kms",
        inputs: { region: "eu-west-1", validTo: "2027-01-01T00:00:00Z" },
      }),
      found: { kms: ["validTo is set: on that day, KMS deletes the material of this key."] },
    },
    "another account that may delete the key": {
      stack: administered(OTHER),
      found: { kms: [`statement 1 ${ADMINISTERS}`] },
      phases: ["up"],
    },
    "another account's role that may delete the key, by a policy beside it": {
      stack: [
        ...administered(OWN),
        {
          type: "aws:kms/keyPolicy:KeyPolicy",
          name: "key-policy",
          inputs: { region: "eu-west-1", keyId: awsAssigns("k9"), policy: policyFor(OTHER, "kms:Schedule*") },
          edges: { keyId: ["kms"] },
        },
      ],
      found: { "key-policy": [`statement 1 ${ADMINISTERS}`] },
      phases: ["up"],
    },
  },
  accepts: {
    "material in a cluster of the account's own": { stack: key({ customKeyStoreId: "cks-1" }) },
    "its own account, which administers it": { stack: administered(OWN) },
    "another account that uses it": { stack: administered(OTHER, ["kms:Decrypt", "kms:GenerateDataKey*"]) },
    "the policy of a key of another stack": {
      stack: plus({
        type: "aws:kms/keyPolicy:KeyPolicy",
        name: "key-policy",
        inputs: { region: "eu-west-1", keyId: "k9", policy: policyFor(OWN, "kms:*") },
      }),
    },
    "a window that nobody names": { stack: key({ deletionWindowInDays: undefined }), config: stricter },
    "a window of zero, which the provider takes for none": {
      stack: key({ deletionWindowInDays: 0 }),
      config: stricter,
    },
  },
});
