import { z } from "zod";

import { GATEWAY_RESPONSE_TYPES } from "../gateway-response-types";
import { statusCode, templates } from "./fields";

/** What AWS takes of an `aws:apigateway/response:Response`, with its defaults. */
export const GatewayResponseInputs = z.strictObject({
  region: z.string(),
  restApiId: z.string(),
  responseType: z.enum(GATEWAY_RESPONSE_TYPES),
  statusCode: statusCode.optional(),
  responseParameters: z.record(z.string().regex(/^gatewayresponse\.header\.[^.\s]+$/), z.string()).optional(),
  responseTemplates: templates.optional(),
});
export type GatewayResponseInputs = z.infer<typeof GatewayResponseInputs>;
