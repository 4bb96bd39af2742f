import { z } from "zod";

import { tags } from "../../arguments";
import { contentHandling, inApi, inMethod, statusCode, templates, texts } from "./fields";

const LEGACY_SECURITY_POLICIES = ["TLS_1_0", "TLS_1_2"] as const;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html */
const SECURITY_POLICIES = [
  ...LEGACY_SECURITY_POLICIES,
  "SecurityPolicy_TLS13_1_3_2025_09",
  "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
  "SecurityPolicy_TLS13_1_2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_2021_06",
  "SecurityPolicy_TLS13_2025_EDGE",
  "SecurityPolicy_TLS12_PFS_2025_EDGE",
  "SecurityPolicy_TLS12_2018_EDGE",
] as const;

export const RestApiInputs = z.strictObject({
  region: z.string(),
  name: z.string().min(1),
  description: z.string().optional(),
  apiKeySource: z.literal("HEADER").default("HEADER"),
  binaryMediaTypes: z.array(z.string()).default([]),
  disableExecuteApiEndpoint: z.boolean().default(false),
  endpointConfiguration: z
    .strictObject({
      types: z.enum(["EDGE", "REGIONAL"]),
      ipAddressType: z.enum(["ipv4", "dualstack"]).default("ipv4"),
      vpcEndpointIds: z.array(z.string()).max(0, "expected none, since the endpoint is not PRIVATE").default([]),
    })
    .default({ types: "EDGE", ipAddressType: "ipv4", vpcEndpointIds: [] }),
  endpointAccessMode: z.enum(["BASIC", "STRICT"]).optional(),
  securityPolicy: z.enum(SECURITY_POLICIES).default("TLS_1_0"),
  putRestApiMode: z.enum(["merge", "overwrite"]).default("overwrite"),
  failOnWarnings: z.boolean().optional(),
  tags,
});
export type RestApiInputs = z.infer<typeof RestApiInputs>;

export const ResourceInputs = z.strictObject({ ...inApi, parentId: z.string(), pathPart: z.string() });
export type ResourceInputs = z.infer<typeof ResourceInputs>;

/** Built into every API. Models of one's own would need a JSON schema validator. */
const BUILT_IN_MODEL = z.literal("Empty", 'expected "Empty", the only model that the local AWS knows');

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

export const MethodResponseInputs = z.strictObject({
  ...inMethod,
  statusCode,
  responseModels: z.record(z.string(), BUILT_IN_MODEL).optional(),
  responseParameters: z.record(z.string().regex(/^method\.response\.header\.[^.\s]+$/), z.boolean()).optional(),
});
export type MethodResponseInputs = z.infer<typeof MethodResponseInputs>;

export const IntegrationInputs = z.strictObject({
  ...inMethod,
  type: z.enum(["AWS", "MOCK"], 'expected "AWS" or "MOCK", the types that the local AWS models'),
  integrationHttpMethod: z.literal("POST", 'expected "POST", with which AWS actions are called').optional(),
  uri: z.string().optional(),
  credentials: z.string().optional(),
  connectionType: z.literal("INTERNET").default("INTERNET"),
  contentHandling: contentHandling.optional(),
  passthroughBehavior: z.enum(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]).default("WHEN_NO_MATCH"),
  requestParameters: texts.optional(),
  requestTemplates: templates.optional(),
  responseTransferMode: z.literal("BUFFERED").default("BUFFERED"),
  timeoutMilliseconds: z.int().min(50).max(29_000).default(29_000),
});
export type IntegrationInputs = z.infer<typeof IntegrationInputs>;

export const IntegrationResponseInputs = z.strictObject({
  ...inMethod,
  statusCode,
  selectionPattern: z.string().optional(),
  contentHandling: contentHandling.optional(),
  responseParameters: texts.optional(),
  responseTemplates: templates.optional(),
});
export type IntegrationResponseInputs = z.infer<typeof IntegrationResponseInputs>;

export const RequestValidatorInputs = z.strictObject({
  ...inApi,
  name: z.string(),
  validateRequestBody: z.boolean().default(false),
  validateRequestParameters: z.boolean().default(false),
});
export type RequestValidatorInputs = z.infer<typeof RequestValidatorInputs>;
