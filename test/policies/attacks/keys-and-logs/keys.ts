import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";

import { set } from "../build/changes";
import { ACCOUNT, allow, KEY_ARN, OTHER_ACCOUNT, policyOf } from "../build/documents";
import { keep, keepAdded, r3Option } from "../build/kinds";
import type { Attack } from "../harness/attack";

const GOOD_KEY = { enableKeyRotation: true, deletionWindowInDays: 30 };

/** Customer keys, and what encrypts the stream. */
export const keys: readonly Attack[] = [
  keepAdded(
    "key-no-rotation",
    "a key never rotates",
    (b) =>
      new kms.Key(`${b.name}-key`, { region: b.region, deletionWindowInDays: 30, tags: b.tags }, { protect: true }),
  ),
  keepAdded(
    "key-rotation-off",
    "a key's rotation is off",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 30, enableKeyRotation: false, tags: b.tags },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-short-window",
    "a key is gone after a week",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 7, tags: b.tags },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-disabled",
    "a key is disabled",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, ...GOOD_KEY, isEnabled: false, tags: b.tags },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-no-check",
    "a key's policy may lock out everybody",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          ...GOOD_KEY,
          bypassPolicyLockoutSafetyCheck: true,
          policy: policyOf(allow("kms:Decrypt", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` } })),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-other-account",
    "another account may do everything with the key",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          ...GOOD_KEY,
          policy: policyOf(
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` } }),
          ),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-external",
    "a key whose material comes from outside expires",
    (b) =>
      new kms.ExternalKey(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 7, validTo: "2027-01-01T00:00:00Z", enabled: true, tags: b.tags },
        { protect: true },
      ),
  ),
  keepAdded(
    "key-replica-window",
    "a replica of a key is gone after a week",
    (b) =>
      new kms.ReplicaKey(
        `${b.name}-key`,
        {
          region: b.region,
          primaryKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`,
          deletionWindowInDays: 7,
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  keep("stream-key-no-rotation", "the stream's own key never rotates", {
    own: true,
    add: (b) => {
      const key = new kms.Key(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      new kinesis.Stream(
        `${b.name}-stream`,
        {
          region: b.region,
          name: "other",
          streamModeDetails: { streamMode: "ON_DEMAND" },
          retentionPeriod: 168,
          encryptionType: "KMS",
          kmsKeyId: key.arn,
          tags: b.tags,
        },
        { protect: true },
      );
    },
  }),
  keep("stream-key-elsewhere", "the stream's key is another account's, which can take the records away", {
    changes: {
      stream: set({ kmsKeyId: `arn:aws:kms:ap-south-1:${OTHER_ACCOUNT}:key/5f2c0000-0000-0000-0000-000000000000` }),
    },
  }),
  keep("stream-key-other-region", "the stream's key is in another region", {
    changes: { stream: set({ kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/5f2c0000-0000-0000-0000-000000000000` }) },
  }),
  keep("stream-key-without-permission", "the writer may not use the stream's own key, and every record is refused", {
    changes: { stream: set({ kmsKeyId: KEY_ARN }) },
  }),
  keep("stream-encryption-lowercase", "the stream's encryption is a word that AWS does not know", {
    changes: { stream: set({ encryptionType: "none" }) },
  }),
  keep("stream-no-key", "the stream is encrypted with no key", { changes: { stream: set({ kmsKeyId: "" }) } }),
  keep("stream-deletes-consumers", "who deletes the stream deletes what reads it, too", {
    changes: { stream: set({ enforceConsumerDeletion: true }) },
  }),
  r3Option("replica-key-early", "a copy of a key is deleted after a week", {
    phase: "preview",
    add: (b) =>
      new kms.ReplicaKey(
        `${b.name}-replica`,
        {
          region: b.region,
          primaryKeyArn: KEY_ARN.replace("ap-south-1", "eu-west-1"),
          deletionWindowInDays: 7,
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
];
