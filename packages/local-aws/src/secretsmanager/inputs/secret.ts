import { z } from "zod";

import { region, tags } from "../../arguments";

/** What AWS takes of an `aws:secretsmanager/secret:Secret`, with its defaults. */
export const SecretInputs = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "expected 1 to 512 letters, digits or /_+=.@-"),
  region,
  description: z.string().max(2048).optional(),
  kmsKeyId: z.string().optional(),
  recoveryWindowInDays: z
    .int()
    .refine((days) => days === 0 || (days >= 7 && days <= 30), "expected 0, or a number from 7 to 30")
    .default(30),
  forceOverwriteReplicaSecret: z.boolean().default(false),
  tags,
});
export type SecretInputs = z.output<typeof SecretInputs>;
