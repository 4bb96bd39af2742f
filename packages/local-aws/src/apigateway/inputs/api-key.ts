import { z } from "zod";

import { tags } from "../../arguments";

/** What AWS takes of an `aws:apigateway/apiKey:ApiKey`, with its defaults. */
export const ApiKeyInputs = z.strictObject({
  region: z.string(),
  name: z.string().max(1024),
  description: z.string().default("Managed by Pulumi"),
  enabled: z.boolean().default(true),
  value: z
    .string()
    .regex(/^[A-Za-z0-9]{20,128}$/, "expected 20 to 128 letters and digits")
    .optional(),
  tags,
});
export type ApiKeyInputs = z.infer<typeof ApiKeyInputs>;
