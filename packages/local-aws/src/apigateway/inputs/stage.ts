import { z } from "zod";

import { tags } from "../../arguments";
import { inApi, texts } from "./fields";

/** What AWS takes of an `aws:apigateway/stage:Stage`, with its defaults. */
export const StageInputs = z.strictObject({
  ...inApi,
  deployment: z.string(),
  stageName: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, "expected 1 to 128 of a-z A-Z 0-9 _ -"),
  description: z.string().optional(),
  accessLogSettings: z.strictObject({ destinationArn: z.string(), format: z.string() }).optional(),
  cacheClusterEnabled: z.literal(false).default(false),
  variables: texts.optional(),
  xrayTracingEnabled: z.boolean().default(false),
  tags,
});
export type StageInputs = z.infer<typeof StageInputs>;
