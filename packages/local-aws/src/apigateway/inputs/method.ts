import { z } from "zod";

import { BUILT_IN_MODEL, inMethod } from "./fields";

/** What AWS takes of an `aws:apigateway/method:Method`, with its defaults. */
export const MethodInputs = z.strictObject({
  ...inMethod,
  authorization: z.literal("NONE", 'expected "NONE", the only authorization that the local AWS models'),
  apiKeyRequired: z.boolean().default(false),
  operationName: z.string().optional(),
  requestModels: z.record(z.string(), BUILT_IN_MODEL).optional(),
  requestParameters: z
    .record(z.string().regex(/^method\.request\.(?:header|querystring|path)\.[^.\s]+$/), z.boolean())
    .optional(),
  requestValidatorId: z.string().optional(),
});
export type MethodInputs = z.infer<typeof MethodInputs>;
