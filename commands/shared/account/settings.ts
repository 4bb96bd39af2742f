import { z } from "zod";

import { UserError } from "../errors";

const text = z.coerce
  .string()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const flag = z.preprocess((value) => (typeof value === "string" ? value === "true" : value), z.boolean().optional());
const texts = z.array(z.coerce.string()).optional();

const session = z.object({
  roleArn: text,
  sessionName: text,
  duration: text,
  policy: text,
  policyArns: texts,
});

/** URLs by service. The provider has three names for CloudWatch Logs. */
const endpoints = z
  .object({
    apigateway: text,
    kinesis: text,
    logs: text,
    cloudwatchlogs: text,
    cloudwatchlog: text,
    secretsmanager: text,
    sts: text,
  })
  .transform(({ cloudwatchlog, cloudwatchlogs = cloudwatchlog, logs = cloudwatchlogs, ...others }) => ({
    ...others,
    ...(logs !== undefined && { logs }),
  }));

/**
 * The provider's settings that a client needs: https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
const providerSettings = z.object({
  profile: text,
  accessKey: text,
  secretKey: text,
  token: text,
  stsRegion: text,
  customCaBundle: text,
  sharedConfigFiles: texts,
  sharedCredentialsFiles: texts,
  allowedAccountIds: texts,
  forbiddenAccountIds: texts,
  useFipsEndpoint: flag,
  useDualstackEndpoint: flag,
  maxRetries: z.coerce.number().int().min(0).optional(),
  endpoints: z.array(endpoints).optional(),
  assumeRoles: z
    .array(
      session.extend({
        externalId: text,
        sourceIdentity: text,
        transitiveTagKeys: texts,
        tags: z.record(z.string(), z.coerce.string()).optional(),
      }),
    )
    .optional(),
  assumeRoleWithWebIdentity: session.extend({ webIdentityToken: text, webIdentityTokenFile: text }).optional(),
});

export type Session = z.output<typeof session>;

export type ProviderSettings = z.output<typeof providerSettings>;

/** The settings that signing needs and that can be secret. */
export const SIGNING_SETTINGS = ["accessKey", "secretKey", "token", "assumeRoles", "assumeRoleWithWebIdentity"];

/**
 * Reads the stage's settings of the AWS provider.
 * @param given values by key, without `aws:`
 * @returns the settings that a client needs
 * @throws UserError for settings that cannot be used
 */
export function parseProviderSettings(given: Readonly<Record<string, unknown>>): ProviderSettings {
  const parsed = providerSettings.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `aws:${path.join(".")}: ${message}`);
  throw new UserError(`The stage's AWS provider settings cannot be used: ${problems.join("; ")}`);
}
