import * as kms from "@pulumi/aws/kms";

import { props } from "../build/changes";
import { ACCOUNT, allow, OTHER_ACCOUNT, policyOf, ROOT } from "../build/documents";
import { attackOf, r3Stream, r4Closed } from "../build/kinds";
import { ownKey } from "../build/pipelines";
import type { Attack } from "../harness/attack";

/** A key of this stack encrypts the stream, and fails it. */
export const ownKeys: readonly Attack[] = [
  r4Closed("key-of-other-store", "the key of a stream lives in a store outside of AWS, and goes with it", {
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
  attackOf("r2", "stop", "the writer may write")(
    "own-key",
    "the stream's key is in this stack, and the writer may not use it",
    {
      phase: "update",
      at: ["access-policy", "access-role", "api-post-integration"],
      changes: {
        stream: props((given) => ({
          ...given,
          kmsKeyId: new kms.Key(
            "r2-stop-own-key-made",
            {
              region: "ap-south-1",
              enableKeyRotation: true,
              deletionWindowInDays: 30,
              tags: given.tags as Record<string, string>,
            },
            { protect: true },
          ).arn,
        })),
      },
    },
  ),
  attackOf("r2", "stop", "the writer may write")("key-denies", "the policy of the stream's key refuses everybody", {
    phase: "update",
    at: ["made"],
    changes: {
      stream: props((given) => ({
        ...given,
        kmsKeyId: new kms.Key(
          "r2-stop-key-denies-made",
          {
            region: "ap-south-1",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            policy: policyOf(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }), {
              Effect: "Deny",
              Principal: "*",
              Action: "kms:GenerateDataKey",
              Resource: "*",
            }),
            tags: given.tags as Record<string, string>,
          },
          { protect: true },
        ).arn,
      })),
    },
  }),
  r3Stream("key-of-everybody", "every account may use the key that encrypts the stream", {
    add: (b) =>
      ownKey(b, { policy: policyOf(ROOT, { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }) }),
  }),
  r3Stream("key-denies-kinesis", "the key's policy denies what Kinesis asks of it for each record", {
    add: (b) =>
      ownKey(b, {
        policy: policyOf(ROOT, { Effect: "Deny", Principal: "*", Action: "kms:GenerateDataKey*", Resource: "*" }),
      }),
  }),
  r3Stream("key-disabled", "the key that encrypts the stream is switched off", {
    add: (b) => ownKey(b, { isEnabled: false }),
  }),
  r3Stream("key-unprotected", "Pulumi may delete the key without which nobody reads the stream", {
    add: (b) => ownKey(b, {}, {}),
  }),
  r3Stream("key-of-asymmetric-kind", "Kinesis cannot encrypt with a key that only signs, and stores nothing", {
    add: (b) => ownKey(b, { enableKeyRotation: false, customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
  }),
  r3Stream("key-granted", "a grant lets another account decrypt what the stream holds", {
    add: (b) => {
      const key = new kms.Key(
        `${b.name}-kms`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      return new kms.Grant(`${b.name}-grant`, {
        region: b.region,
        keyId: key.keyId,
        granteePrincipal: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
        operations: ["Decrypt", "CreateGrant"],
      });
    },
  }),
];
