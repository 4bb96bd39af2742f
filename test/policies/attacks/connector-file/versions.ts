import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import { attackOf, r2File, r3Option } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r4Plain = attackOf("r4", "plain", "the key is no plain text in the state");

/** Another version of the secret is the current one, or the state shows the file. */
export const versions: readonly Attack[] = [
  r4Plain("file", "the connector's file is plain text in the state", {
    phase: "update",
    changes: {
      "connector-version": {
        props: (given) => ({ ...given, secretString: pulumi.unsecret(pulumi.output(given.secretString as string)) }),
        options: (given) => ({ ...given, additionalSecretOutputs: [] }),
      },
    },
  }),
  r2File("second-version", "a placeholder becomes the current version of the connector's secret", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        secretString: "to be filled in",
      }),
  }),
  r2File("rotated", "a function rotates the file, and nobody rotates the key", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretRotation(`${b.name}-rotation`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        rotationLambdaArn: `arn:aws:lambda:${b.region}:123456789012:function:rotate`,
        rotationRules: { automaticallyAfterDays: 1 },
      }),
  }),
  r3Option("secret-version-by-stage", "a version that is labelled current holds an old text", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: b.pipeline.connectorSecretArn,
        secretString: "moved",
        versionStages: ["AWSCURRENT"],
      }),
  }),
  r3Option("secret-binary", "the file is in the secret as bytes, and its URL is plain http", {
    phase: "update",
    changes: {
      "connector-version": {
        props: ({ secretString, ...given }) => ({
          ...given,
          secretBinary: pulumi
            .output(secretString as pulumi.Output<string>)
            .apply((text) => Buffer.from(text.replace("https://", "http://")).toString("base64")),
        }),
      },
    },
  }),
];
