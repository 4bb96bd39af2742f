import * as kms from "@pulumi/aws/kms";

import { INTEGRATION, props, set } from "../build/changes";
import { ACCOUNT, allow, KEY_ARN, policyOf, ROOT } from "../build/documents";
import { r3Again, r3Stream, r4Key } from "../build/kinds";
import type { Mine } from "../build/mine";
import { ownKey, pipelineWith, withPolicy } from "../build/pipelines";
import type { Attack } from "../harness/attack";

/** A pipeline whose stream has a KMS key of the account. */
const keyed = (b: Mine, statement: object) =>
  pipelineWith(b, {
    streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: policyOf(
          allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
          statement,
        ),
      })),
    },
  });

const viaKinesis = (region: string) => ({ Condition: { StringLike: { "kms:ViaService": `kinesis.${region}.*` } } });

/** The writer may use the stream's key too much, or not at all. */
export const permissions: readonly Attack[] = [
  r4Key("by-alias", "the stream's key has an alias, and the writer may not use it", {
    at: ["access-policy", "access-role", INTEGRATION],
    changes: {
      stream: props((given) => {
        const made = new kms.Key(
          "r4-key-by-alias-made-key",
          {
            region: "ap-south-1",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            tags: given.tags as Record<string, string>,
          },
          { protect: true },
        );
        const alias = new kms.Alias("r4-key-by-alias-made-alias", {
          region: "ap-south-1",
          name: "alias/orders",
          targetKeyId: made.keyId,
        });
        return { ...given, kmsKeyId: alias.arn };
      }),
    },
    phase: "update",
  }),
  r4Key("denied-to-writer", "the key's policy denies the writer what Kinesis asks in its name", {
    phase: "update",
    add: (b) => {
      const made = new kms.Key(
        `${b.name}-kms`,
        {
          region: b.region,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }), {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "kms:GenerateDataKey*",
            Resource: "*",
            Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${b.name}-writer` } },
          }),
          tags: b.tags,
        },
        { protect: true },
      );
      return pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "access-role": set({ name: `${b.name}-writer` }),
          [`stream-${b.name}`]: set({ kmsKeyId: made.arn }),
        },
      });
    },
  }),
  r3Again("key-for-other-stream", "the role may use the key only for another stream", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-policy": set({
            policy: policyOf(
              allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
              allow("kms:GenerateDataKey", KEY_ARN, {
                Condition: {
                  StringEquals: {
                    "kms:EncryptionContext:aws:kinesis:arn": `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/payments`,
                  },
                },
              }),
            ),
          }),
        },
      }),
  }),
  r3Again("key-not-through-kinesis", "the role may use the key through all services but Kinesis", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-policy": set({
            policy: policyOf(
              allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
              allow("kms:GenerateDataKey", KEY_ARN, {
                Condition: { StringNotLike: { "kms:ViaService": "kinesis.*" } },
              }),
            ),
          }),
        },
      }),
  }),
  r3Again("key-denied-by-policy", "another policy of the role denies it the stream's key", {
    add: (b) => withPolicy(b, { Effect: "Deny", Action: "kms:*", Resource: "*" }),
  }),
  r3Again("key-denies-to-account", "the key's policy denies Kinesis' call to all of the account", {
    add: (b) =>
      ownKey(b, {
        policy: policyOf(ROOT, {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: ["kms:GenerateDataKey", "kms:Encrypt"],
          Resource: "*",
          Condition: { StringLike: { "kms:ViaService": "kinesis.*" } },
        }),
      }),
  }),
  r3Stream("key-any-way", "the role may use the stream's KMS key for anything, not only through Kinesis", {
    phase: "preview",
    add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN)),
  }),
  r3Stream("key-decrypts", "the role that writes may also decrypt with the stream's key", {
    phase: "preview",
    add: (b) => keyed(b, allow(["kms:GenerateDataKey", "kms:Decrypt"], KEY_ARN, viaKinesis(b.region))),
  }),
  r3Stream("key-of-any-name", "the role may use every KMS key of the account", {
    phase: "preview",
    add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN.replace(/key\/.*/, "key/*"), viaKinesis(b.region))),
  }),
  r3Stream(
    "key-through-other-region",
    "the role may use the key only through Kinesis of a region where the stream is not",
    {
      phase: "preview",
      add: (b) => keyed(b, allow("kms:GenerateDataKey", KEY_ARN, viaKinesis("eu-west-1"))),
    },
  ),
  r3Stream("key-through-other-service", "the role may use the stream's key only through S3, so that Kinesis cannot", {
    phase: "preview",
    add: (b) =>
      keyed(
        b,
        allow("kms:GenerateDataKey", KEY_ARN, { Condition: { StringLike: { "kms:ViaService": `s3.${b.region}.*` } } }),
      ),
  }),
];
