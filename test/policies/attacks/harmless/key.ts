import { createHash } from "node:crypto";

import * as cloudfront from "@pulumi/aws/cloudfront";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { distribution } from "../build/fronts";
import { fine, Foreign } from "../build/mine";
import type { Control } from "../harness/attack";

/** The key where it may be, and what only looks like it. */
export const key: readonly Control[] = [
  fine("r4-fine-log-of-times", "the log of a distribution before the API has times and statuses", {
    add: (b) => {
      const log = new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "times",
        samplingRate: 100,
        fields: ["timestamp", "sc-status", "time-taken"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: {
            roleArn: SERVICE_ROLE,
            streamArn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/logs`,
          },
        },
      });
      return distribution(b, { behavior: { realtimeLogConfigArn: log.arn } });
    },
  }),
  fine("r4-fine-names-in-parameters", "plain parameters tell other stacks the API's address and the stream", {
    add: (b) => {
      new ssm.Parameter(`${b.name}-url`, {
        region: b.region,
        type: "String",
        value: b.pipeline.endpoint,
        tags: b.tags,
      });
      return new ssm.Parameter(`${b.name}-stream`, {
        region: b.region,
        type: "String",
        value: streamArn(b),
        tags: b.tags,
      });
    },
  }),
  fine("good-key-id", "a tag has the key's id, which is no secret", {
    add: (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: `arn:aws:kms:${b.region}:${ACCOUNT}:key/1`,
        tags: { ...b.tags, key: b.pipeline.apiKeyId },
      }),
  }),
  fine("good-hash", "an output has the key's hash, from which nobody makes the key", {
    outputs: {
      hash: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => createHash("sha256").update(key).digest("hex"))),
    },
  }),
  fine("good-length", "an output has the length of the connector's file", {
    outputs: { length: ({ connectorConfig }) => pulumi.unsecret(connectorConfig.apply((text) => text.length)) },
  }),
  fine("good-secret-output", "an output is the key, and secret", {
    outputs: { key: ({ apiKey }) => apiKey },
  }),
  fine("good-secure-parameter", "a secure parameter holds the key", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.apiKey,
        tags: b.tags,
      }),
  }),
  fine("good-second-secret", "a second secret holds the key alone", {
    add: (b) => {
      const secret = new secretsmanager.Secret(
        `${b.name}-secret`,
        { region: b.region, recoveryWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: secret.id,
        secretString: pulumi.jsonStringify({ "x-api-key": b.apiKey }),
      });
    },
  }),
  fine("good-cluster-secret", "a Secret of Kubernetes holds the connector's file", {
    add: (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        stringData: { "aerospike-esp-outbound.yml": b.connectorConfig },
      }),
  }),
];
