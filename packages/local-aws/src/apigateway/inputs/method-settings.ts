import { z } from "zod";

import { inApi } from "./fields";

/** -1 is no limit of the stage's own. */
const limit = z.number().min(0).or(z.literal(-1)).default(-1);

/** What AWS takes of an `aws:apigateway/methodSettings:MethodSettings`, with its defaults. */
export const MethodSettingsInputs = z.strictObject({
  ...inApi,
  stageName: z.string(),
  methodPath: z
    .string()
    .regex(/^(?:\*\/\*|[^/].*\/[A-Z]+)$/, 'expected "*/*" or "<path>/<METHOD>" without a slash at the start'),
  settings: z.strictObject({
    throttlingRateLimit: limit,
    throttlingBurstLimit: limit,
    metricsEnabled: z.boolean().default(false),
    loggingLevel: z.enum(["OFF", "ERROR", "INFO"]).default("OFF"),
    dataTraceEnabled: z.boolean().default(false),
    cachingEnabled: z.literal(false).default(false),
    cacheDataEncrypted: z.boolean().default(false),
    cacheTtlInSeconds: z.int().min(0).max(3600).default(300),
    requireAuthorizationForCacheControl: z.boolean().default(true),
    unauthorizedCacheControlHeaderStrategy: z
      .enum(["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"])
      .default("SUCCEED_WITH_RESPONSE_HEADER"),
  }),
});
export type MethodSettingsInputs = z.infer<typeof MethodSettingsInputs>;
