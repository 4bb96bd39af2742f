import { z } from "zod";

import { tags, UNORDERED } from "../../arguments";

/** What AWS makes of a rate or burst of 0, Terraform's default for the one that is not given, is not documented [assumption: plan-rate-zero]. */
const Throttle = z.strictObject({ rateLimit: z.number().positive(), burstLimit: z.int().positive() });

/** What AWS takes of an `aws:apigateway/usagePlan:UsagePlan`, with its defaults. */
export const UsagePlanInputs = z.strictObject({
  region: z.string(),
  name: z.string().min(1),
  description: z.string().optional(),
  apiStages: z
    .array(
      z.strictObject({
        apiId: z.string(),
        stage: z.string(),
        /** `path` is `<resource path>/<METHOD>`, e.g. `/test/GET`. */
        throttles: z
          .array(Throttle.extend({ path: z.string().startsWith("/") }))
          .meta(UNORDERED)
          .optional(),
      }),
    )
    .meta(UNORDERED)
    .default([]),
  throttleSettings: Throttle.optional(),
  quotaSettings: z
    .strictObject({ limit: z.int().positive(), period: z.enum(["DAY", "MONTH"]), offset: z.literal(0).default(0) })
    .optional(),
  tags,
});
export type UsagePlanInputs = z.infer<typeof UsagePlanInputs>;
