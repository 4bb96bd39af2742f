import { z } from "zod";

import { BUILT_IN_MODEL, inMethod, statusCode } from "./fields";

/** What AWS takes of an `aws:apigateway/methodResponse:MethodResponse`, with its defaults. */
export const MethodResponseInputs = z.strictObject({
  ...inMethod,
  statusCode,
  responseModels: z.record(z.string(), BUILT_IN_MODEL).optional(),
  responseParameters: z.record(z.string().regex(/^method\.response\.header\.[^.\s]+$/), z.boolean()).optional(),
});
export type MethodResponseInputs = z.infer<typeof MethodResponseInputs>;
