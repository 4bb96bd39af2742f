import * as iam from "@pulumi/aws/iam";

import { ACCOUNT, allow, KEY_ARN, policyOf, ROOT } from "../build/documents";
import { fine } from "../build/mine";
import { ownKey, withPolicy } from "../build/pipelines";
import type { Control } from "../harness/attack";

/** Keys that encrypt the stream. */
export const streamKey: readonly Control[] = [
  fine("r3-fine-own-key", "a key of this stack encrypts the stream", {
    add: (b) => ownKey(b, { policy: policyOf(ROOT) }),
  }),
  fine("r3-fine-key-denied-elsewhere", "the role may not use keys, but through Kinesis, and not one key at all", {
    add: (b) =>
      withPolicy(
        b,
        {
          Effect: "Deny",
          Action: "kms:*",
          Resource: "*",
          Condition: { StringNotLike: { "kms:ViaService": `kinesis.${b.region}.*` } },
        },
        { Effect: "Deny", Action: "kms:*", Resource: KEY_ARN.replace("/1111", "/2222") },
      ),
  }),
  fine("r3-fine-key-for-stream", "the stream's key is for this stream alone, in its policy and in that of the role", {
    add: (b) => {
      const arn = `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`;
      const isForStream = { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": arn } };
      ownKey(b, {
        policy: policyOf(ROOT, {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "kms:GenerateDataKey",
          Resource: "*",
          Condition: { StringNotEquals: { "kms:EncryptionContext:aws:kinesis:arn": arn } },
        }),
      });
      return new iam.RolePolicy(`${b.name}-more`, {
        role: `${b.name}-role`,
        policy: policyOf(allow("kms:GenerateDataKey", KEY_ARN, { Condition: isForStream })),
      });
    },
  }),
];
