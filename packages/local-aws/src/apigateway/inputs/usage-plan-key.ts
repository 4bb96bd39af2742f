import { z } from "zod";

/** What AWS takes of an `aws:apigateway/usagePlanKey:UsagePlanKey`, with its defaults. */
export const UsagePlanKeyInputs = z.strictObject({
  region: z.string(),
  keyId: z.string(),
  keyType: z.literal("API_KEY"),
  usagePlanId: z.string(),
});
export type UsagePlanKeyInputs = z.infer<typeof UsagePlanKeyInputs>;
