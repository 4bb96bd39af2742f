import { homedir } from "node:os";

import {
  fromIni,
  fromNodeProviderChain,
  fromTemporaryCredentials,
  fromTokenFile,
  fromWebToken,
} from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";

import type { AwsAccess, ServiceWithEndpoint } from "../clients";
import { UserError } from "../errors";
import { parseProviderSettings, type ProviderSettings, type Session } from "./settings";

/** An account as the stage's own provider reaches it. */
export interface Account {
  readonly access: AwsAccess;
  /** Whose credentials sign, in words for people. It is not secret. */
  readonly source: string;
  readonly profile: string | undefined;
  /** The ids of the accounts in which the provider builds. Empty: any account. */
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}

/**
 * Reads how the stage's own AWS provider reaches its account.
 * @param given the stage's settings of the AWS provider, by key
 * @param ca the certificates to trust, as PEM
 * @param environment used for what the stage's settings do not say
 * @returns the account; the credentials are asked for only when a client signs
 * @throws UserError for settings that cannot be used
 */
export function accountOf(
  given: Readonly<Record<string, unknown>>,
  ca?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Account {
  const settings = parseProviderSettings(given);
  refuseOddAddresses(settings.endpoints ?? [], environment);
  const { profile, maxRetries, useFipsEndpoint, useDualstackEndpoint, assumeRoles = [] } = settings;
  const endpoints = Object.assign({}, ...(settings.endpoints ?? [])) as Partial<
    Record<ServiceWithEndpoint | "sts", string>
  >;
  const { sts, ...services } = endpoints;
  const clientConfig = {
    ...(settings.stsRegion !== undefined && { region: settings.stsRegion }),
    ...(sts !== undefined && { endpoint: sts }),
  };
  let { credentials, source } = baseOf(settings, clientConfig, environment);
  for (const { roleArn, ...role } of assumeRoles) {
    if (roleArn === undefined) continue;
    const params = {
      ...sessionOf(roleArn, role),
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.sourceIdentity !== undefined && { SourceIdentity: role.sourceIdentity }),
      ...(role.tags && { Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })) }),
      ...(role.transitiveTagKeys && { TransitiveTagKeys: role.transitiveTagKeys }),
    };
    credentials = fromTemporaryCredentials({ masterCredentials: credentials, params, clientConfig });
    source += `, as the role ${roleArn}`;
  }
  return {
    access: {
      credentials,
      profile,
      ca,
      endpoints: services,
      useFipsEndpoint,
      useDualstackEndpoint,
      ...(maxRetries !== undefined && { maxAttempts: maxRetries + 1 }),
    },
    source,
    profile: profile ?? environment.AWS_PROFILE,
    allowed: settings.allowedAccountIds ?? [],
    forbidden: settings.forbiddenAccountIds ?? [],
  };
}

/** Refuses an address that is not a URL. The SDK's own error for it does not say which setting is wrong. */
function refuseOddAddresses(endpoints: readonly object[], environment: NodeJS.ProcessEnv): void {
  const ofShell = Object.entries(environment).filter(([name]) =>
    /^AWS_ENDPOINT_URL(_API_GATEWAY|_CLOUDWATCH_LOGS|_KINESIS|_SECRETS_MANAGER|_STS)?$/.test(name),
  );
  const ofStage = endpoints.flatMap((each) =>
    Object.entries(each as Readonly<Record<string, string | undefined>>).map(
      ([service, url]) => [`aws:endpoints ${service}`, url] as const,
    ),
  );
  const odd = [...ofShell, ...ofStage].filter(([, url = ""]) => url !== "" && !isHttpUrl(url));
  if (odd.length === 0) return;
  throw new UserError(
    odd.map(([name, url = ""]) => `${name}: expected a URL such as http://localhost:4566, got ${url}.`).join("\n"),
  );
}

const isHttpUrl = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

interface Signer {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly source: string;
}

/** Whose credentials sign before a role is assumed, in the provider's own order. */
function baseOf(settings: ProviderSettings, clientConfig: object, environment: NodeJS.ProcessEnv): Signer {
  const { profile, accessKey, secretKey, token, assumeRoleWithWebIdentity: web } = settings;
  const files = {
    ...fileOf("filepath", "sharedCredentialsFiles", settings),
    ...fileOf("configFilepath", "sharedConfigFiles", settings),
  };
  if (web?.roleArn !== undefined) {
    const { RoleArn: roleArn, DurationSeconds: durationSeconds, ...rest } = sessionOf(web.roleArn, web);
    const params = { roleArn, roleSessionName: rest.RoleSessionName, durationSeconds, clientConfig };
    const { webIdentityToken, webIdentityTokenFile } = web;
    return {
      credentials:
        webIdentityToken === undefined
          ? fromTokenFile({ ...params, ...(webIdentityTokenFile !== undefined && { webIdentityTokenFile }) })
          : fromWebToken({ ...params, webIdentityToken }),
      source: `a web identity, as the role ${roleArn}`,
    };
  }
  if (accessKey !== undefined && secretKey !== undefined) {
    const keys = {
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      ...(token !== undefined && { sessionToken: token }),
    };
    return { credentials: () => Promise.resolve(keys), source: "the stage's own aws:accessKey" };
  }
  if (profile !== undefined) {
    return {
      credentials: fromIni({ profile, ...files, clientConfig }),
      source: `the stage's profile ${profile} (aws:profile)`,
    };
  }
  return { credentials: fromNodeProviderChain({ ...files, clientConfig }), source: shellSource(environment) };
}

function shellSource({ AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: key }: NodeJS.ProcessEnv): string {
  if (profile) return `the shell's profile ${profile} (AWS_PROFILE), for the stage has no aws:profile`;
  if (key) return "the shell's AWS_ACCESS_KEY_ID, for the stage has no aws:profile";
  return "the shell's default credentials, for the stage has no aws:profile";
}

function fileOf(
  option: "filepath" | "configFilepath",
  setting: "sharedCredentialsFiles" | "sharedConfigFiles",
  settings: ProviderSettings,
): Partial<Record<"filepath" | "configFilepath", string>> {
  const [file, ...others] = settings[setting] ?? [];
  if (file === undefined) return {};
  if (others.length > 0) {
    throw new UserError(
      `aws:${setting}: expected one file, got ${others.length + 1}: this command reads no more than one.`,
    );
  }
  return { [option]: file.replace(/^~(?=\/)/, homedir()) };
}

const sessionOf = (roleArn: string, { sessionName, duration, policy, policyArns }: Session) => ({
  RoleArn: roleArn,
  ...(sessionName !== undefined && { RoleSessionName: sessionName }),
  ...(duration !== undefined && { DurationSeconds: secondsOf(duration) }),
  ...(policy !== undefined && { Policy: policy }),
  ...(policyArns && { PolicyArns: policyArns.map((arn) => ({ arn })) }),
});

/** A duration as the provider takes it, such as `1h30m`, in seconds. @throws UserError for another text */
function secondsOf(duration: string): number {
  const [whole, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  if (!whole) throw new UserError(`aws:assumeRoles: expected a duration such as 1h30m, got ${duration}.`);
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
