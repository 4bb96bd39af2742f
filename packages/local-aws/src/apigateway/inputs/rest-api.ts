import { z } from "zod";

import { tags } from "../../arguments";

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

/** What AWS takes of an `aws:apigateway/restApi:RestApi`, with its defaults. */
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
