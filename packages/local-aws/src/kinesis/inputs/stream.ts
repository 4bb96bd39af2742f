import { z } from "zod";

import { region, tags, UNORDERED } from "../../arguments";

const SHARD_LEVEL_METRICS = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
] as const;

/** Asked of values that may have failed their own check, so that all problems are reported at once. */
function isOnDemand(details: { readonly streamMode?: unknown } | undefined): boolean {
  return details?.streamMode === "ON_DEMAND";
}

/** The arguments of `aws.kinesis.Stream`, checked as AWS and the real provider check them. */
export const StreamInputs = z
  .strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_.-]{1,128}$/, "expected 1 to 128 letters, digits or _.-"),
    region,
    encryptionType: z.enum(["NONE", "KMS"]).default("NONE"),
    enforceConsumerDeletion: z.boolean().default(false),
    kmsKeyId: z.string().optional(),
    maxRecordSizeInKib: z.int().min(1024).max(10_240).default(1024),
    retentionPeriod: z.int().min(24).max(8760).default(24),
    shardCount: z.int().min(1).optional(),
    shardLevelMetrics: z.array(z.enum(SHARD_LEVEL_METRICS)).meta(UNORDERED).default([]),
    streamModeDetails: z
      .strictObject({ streamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) })
      .default({ streamMode: "PROVISIONED" }),
    tags,
    warmThroughputMibPs: z
      .never("AWS refuses it in an account without the on-demand Advantage setting, as this one is")
      .optional(),
  })
  .refine(({ streamModeDetails, shardCount }) => isOnDemand(streamModeDetails) === (shardCount === undefined), {
    path: ["shardCount"],
    message: "expected nothing when streamModeDetails.streamMode is ON_DEMAND, a number from 1 when it is PROVISIONED",
    when: () => true,
  })
  .refine(({ encryptionType, kmsKeyId }) => encryptionType !== "KMS" || kmsKeyId !== undefined, {
    path: ["kmsKeyId"],
    message: "expected a key, as alias/aws/kinesis, since encryptionType is KMS",
    when: () => true,
  });

/** The inputs of a stream, AWS's defaults filled in. */
export type StreamInputs = z.output<typeof StreamInputs>;
