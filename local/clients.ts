import { KinesisClient } from "@aws-sdk/client-kinesis";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Agent } from "node:https";

// The SDK's version is pinned; its word on versions to come would stand in the midst of every command's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The local AWS in place of the real one. */
export interface LocalEndpoint {
  /** Origin of its SDK endpoint. */
  readonly endpoint: string;
  /** The one certificate to trust, as PEM. */
  readonly ca: string;
}

/** Clients for one region. @param local absent, the real AWS with the credentials of the SDK's default chain */
export const awsClients = (region: string, local?: LocalEndpoint) => {
  const options = {
    region,
    ...(local && {
      endpoint: local.endpoint,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      // HTTP/1.1 also for Kinesis, whose client speaks HTTP/2 by itself and then fails on large reads of the local store.
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca: local.ca, keepAlive: true }) }),
    }),
  };
  const kinesis = new KinesisClient(options);
  const secretsManager = new SecretsManagerClient(options);
  return {
    kinesis,
    secretsManager,
    close: () => {
      kinesis.destroy();
      secretsManager.destroy();
    },
  };
};

export type AwsClients = ReturnType<typeof awsClients>;
