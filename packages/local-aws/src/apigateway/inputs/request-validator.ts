import { z } from "zod";

import { inApi } from "./fields";

/** What AWS takes of an `aws:apigateway/requestValidator:RequestValidator`, with its defaults. */
export const RequestValidatorInputs = z.strictObject({
  ...inApi,
  name: z.string(),
  validateRequestBody: z.boolean().default(false),
  validateRequestParameters: z.boolean().default(false),
});
export type RequestValidatorInputs = z.infer<typeof RequestValidatorInputs>;
