import { z } from "zod";

import { tags } from "../../arguments";
import { GATEWAY_RESPONSE_TYPES } from "../gateway-response-types";
import { inApi, statusCode, templates, texts } from "./fields";

export const GatewayResponseInputs = z.strictObject({
  region: z.string(),
  restApiId: z.string(),
  responseType: z.enum(GATEWAY_RESPONSE_TYPES),
  statusCode: statusCode.optional(),
  responseParameters: z.record(z.string().regex(/^gatewayresponse\.header\.[^.\s]+$/), z.string()).optional(),
  responseTemplates: templates.optional(),
});
export type GatewayResponseInputs = z.infer<typeof GatewayResponseInputs>;

export const DeploymentInputs = z.strictObject({
  ...inApi,
  description: z.string().optional(),
  triggers: texts.optional(),
  /** Of a stage that the deployment makes, which is not modelled: without effect. */
  variables: texts.optional(),
});
export type DeploymentInputs = z.infer<typeof DeploymentInputs>;

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

/** -1 is no limit of the stage's own. */
const limit = z.number().min(0).or(z.literal(-1)).default(-1);

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
