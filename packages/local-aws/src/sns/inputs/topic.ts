import { z } from "zod";

import { policyDocument, region, tags } from "../../arguments";

/**
 * What AWS takes of an `aws:sns/topic:Topic`, with its defaults.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const TopicInputs = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, "expected 1 to 256 letters, digits or _-"),
  region,
  displayName: z.string().max(100).optional(),
  fifoTopic: z.literal(false, "expected false: the local AWS has no FIFO topics").default(false),
  /** A key's id, ARN or alias. */
  kmsMasterKeyId: z.string().min(1).optional(),
  policy: policyDocument.optional(),
  signatureVersion: z.literal([1, 2]).optional(),
  tracingConfig: z.enum(["PassThrough", "Active"]).optional(),
  tags,
});
export type TopicInputs = z.output<typeof TopicInputs>;
