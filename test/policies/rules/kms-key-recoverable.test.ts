import { kmsKeyRecoverable } from "../../../policies/rules/kms-key-recoverable";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const key = (inputs: Readonly<Record<string, unknown>>) =>
  plus({
    type: "aws:kms/key:Key",
    name: "kms",
    inputs: { region: "eu-west-1", enableKeyRotation: true, deletionWindowInDays: 30, ...inputs },
  });

const stricter = { "kms-key-recoverable": { minimumDays: 30 } };

describeRule(kmsKeyRecoverable, {
  finds: {
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
  },
  accepts: {
    "a window that nobody names": { stack: key({ deletionWindowInDays: undefined }), config: stricter },
    "a window of zero, which the provider takes for none": {
      stack: key({ deletionWindowInDays: 0 }),
      config: stricter,
    },
  },
});
