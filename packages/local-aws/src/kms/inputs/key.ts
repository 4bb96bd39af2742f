import { z } from "zod";

import { policyDocument, region, tags } from "../../arguments";

/**
 * What AWS takes of an `aws:kms/key:Key`, with its defaults. Of the kinds of keys only the one that other services can
 * encrypt with is modelled.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
export const KeyInputs = z.strictObject({
  region,
  description: z.string().max(8192).optional(),
  policy: policyDocument.optional(),
  bypassPolicyLockoutSafetyCheck: z.boolean().default(false),
  customerMasterKeySpec: z.literal("SYMMETRIC_DEFAULT").default("SYMMETRIC_DEFAULT"),
  keyUsage: z.literal("ENCRYPT_DECRYPT").default("ENCRYPT_DECRYPT"),
  multiRegion: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
  enableKeyRotation: z.boolean().default(false),
  rotationPeriodInDays: z.int().min(90).max(2560).optional(),
  deletionWindowInDays: z.int().min(7).max(30).optional(),
  tags,
});
export type KeyInputs = z.output<typeof KeyInputs>;
