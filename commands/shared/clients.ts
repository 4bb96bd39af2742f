import { Agent } from "node:https";

import { KinesisClient } from "@aws-sdk/client-kinesis";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import { UserError } from "./errors";

// The SDK's version is pinned. Without this, its warning about later versions is in the output of every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The local AWS in place of the real one. */
export interface LocalEndpoint {
  /** Origin of its SDK endpoint. */
  readonly endpoint: string;
  /** The one certificate to trust, as PEM. */
  readonly ca: string;
}

/** A service that a command calls, by the name that the AWS provider's setting `endpoints` has for it. */
export type ServiceWithEndpoint = "apigateway" | "kinesis" | "logs" | "secretsmanager";

/** How clients reach an AWS account. */
export interface AwsAccess {
  readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /**
   * The profile in the shared configuration file whose region, endpoints and other settings apply.
   * @defaultValue the SDK's own choice
   */
  readonly profile?: string | undefined;
  /** The certificates to trust, as PEM. @defaultValue Node's own */
  readonly ca?: string | undefined;
  /** URLs by service. @defaultValue AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KINESIS and so on, or AWS itself */
  readonly endpoints?: Readonly<Partial<Record<ServiceWithEndpoint, string>>>;
  readonly maxAttempts?: number | undefined;
  readonly useFipsEndpoint?: boolean | undefined;
  readonly useDualstackEndpoint?: boolean | undefined;
}

/**
 * Says how a client reaches one region of the local AWS, or of an account.
 * @param region such as `eu-west-1`
 * @param place the local AWS, or an account
 * @returns a function that gives the options of a service's client
 * @throws UserError if global-agent is loaded, which would replace the certificate of the local AWS
 */
export const clientOptions = (region: string, place: LocalEndpoint | AwsAccess) => {
  if ("endpoint" in place) refuseGlobalAgent();
  const { endpoints = {}, ca, ...access } = "endpoint" in place ? localAccess(place) : place;
  // HTTP/1.1, also for Kinesis. Its client uses HTTP/2 by default, which fails on large reads from local stores and
  // does not reach an endpoint without TLS.
  const httpsAgent = new Agent({ ...(ca !== undefined && { ca }), keepAlive: true });
  const options = { region, ...access, requestHandler: new NodeHttpHandler({ httpsAgent }) };
  return (service: ServiceWithEndpoint) => {
    const endpoint = endpoints[service];
    return endpoint === undefined ? options : { ...options, endpoint };
  };
};

/**
 * Creates clients for one region of the local AWS, or of an account.
 * @param region such as `eu-west-1`
 * @param place the local AWS, or an account
 * @returns clients for Kinesis and Secrets Manager, and a function that closes both
 * @throws UserError if global-agent is loaded, which would replace the certificate of the local AWS
 */
export const awsClients = (region: string, place: LocalEndpoint | AwsAccess) => {
  const optionsOf = clientOptions(region, place);
  const kinesis = new KinesisClient(optionsOf("kinesis"));
  const secretsManager = new SecretsManagerClient(optionsOf("secretsmanager"));
  return {
    kinesis,
    secretsManager,
    close: () => {
      kinesis.destroy();
      secretsManager.destroy();
    },
  };
};

/** A person can load global-agent with NODE_OPTIONS. It replaces every agent, and with it the certificate. */
function refuseGlobalAgent(): void {
  if (!("GLOBAL_AGENT" in globalThis) || process.env.GLOBAL_AGENT_FORCE_GLOBAL_AGENT === "false") return;
  throw new UserError(
    "NODE_OPTIONS loads global-agent, which keeps this process from trusting the certificate of the local AWS. " +
      "Set GLOBAL_AGENT_FORCE_GLOBAL_AGENT=false, or unset NODE_OPTIONS.",
  );
}

export type AwsClients = ReturnType<typeof awsClients>;

const localAccess = ({ endpoint, ca }: LocalEndpoint): AwsAccess => ({
  ca,
  endpoints: { apigateway: endpoint, kinesis: endpoint, logs: endpoint, secretsmanager: endpoint },
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
