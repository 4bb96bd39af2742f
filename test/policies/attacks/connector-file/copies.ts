import * as apigateway from "@pulumi/aws/apigateway";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as ssm from "@pulumi/aws/ssm";

import { takesForDelivered } from "../build/connector-file";
import { attackOf, r3Option, r4Copy, r4Line } from "../build/kinds";
import { Foreign, type Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const r5Copy = attackOf("r5", "copy", "every copy of the connector's file is judged like the file");
const overHttp = ({ connectorConfig }: Mine) => connectorConfig.apply((text) => text.replace("https://", "http://"));
const r2Copy = attackOf("r2", "copy", "every copy of the connector's file fits the API");

/** A copy of the file is wrong, or stands where it may not. */
export const copies: readonly Attack[] = [
  r5Copy("write-only-secret", "a second secret gets the file, write-only, and its address is plain http", {
    add: (b) => {
      const secret = new secretsmanager.Secret(
        `${b.name}-secret`,
        { region: b.region, recoveryWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      return new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: secret.id,
        secretStringWo: overHttp(b),
        secretStringWoVersion: 1,
      });
    },
  }),
  r5Copy("write-only-parameter", "a parameter gets the file, write-only, and its address is plain http", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        valueWo: overHttp(b),
        valueWoVersion: 1,
        tags: b.tags,
      }),
  }),
  r4Line("in-documentation", "a version of the documentation holds the file", {
    own: true,
    add: (b) =>
      new apigateway.DocumentationVersion(`${b.name}-version`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        version: "1",
        description: b.connectorConfig,
      }),
  }),
  r4Copy("cluster-data", "a copy in a cluster's Secret, in Base64 as Kubernetes wants it, takes refused records", {
    add: (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        data: {
          "aerospike-esp-outbound.yml": b.connectorConfig.apply((text) =>
            Buffer.from(takesForDelivered(429)(text)).toString("base64"),
          ),
        },
      }),
  }),
  r4Copy("nested", "a copy in a parameter, as a text of another file, takes refused records", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.connectorConfig.apply((text) => `file: |\n${takesForDelivered(429)(text).replace(/^/gm, "  ")}`),
        tags: b.tags,
      }),
  }),
  r2Copy("parameter", "a copy of the file takes refused records for delivered", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.connectorConfig.apply(takesForDelivered(400)),
        tags: b.tags,
      }),
  }),
  r2Copy("cluster", "a copy of the file in a cluster takes refused records for delivered", {
    add: (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        stringData: { "aerospike-esp-outbound.yml": b.connectorConfig.apply(takesForDelivered(400)) },
      }),
  }),
  r2Copy("output", "the file in an output takes refused records for delivered", {
    outputs: { file: ({ connectorConfig }) => connectorConfig.apply(takesForDelivered(400)) },
  }),
  r2Copy("http-output", "the file in an output of JSON sends the key over plain http", {
    outputs: {
      file: ({ connectorConfig }) =>
        connectorConfig.apply((text) => JSON.stringify({ file: text.replace("https://", "http://") })),
    },
  }),
  r3Option("secret-copied-abroad", "the connector's file is copied to a region without a pipeline", {
    phase: "preview",
    changes: { connector: { props: (given) => ({ ...given, replicas: [{ region: "us-east-1" }] }) } },
  }),
  r3Option("secret-copy-key-abroad", "the copy in another region has a key of another account", {
    phase: "preview",
    changes: {
      connector: {
        props: (given) => ({
          ...given,
          replicas: [{ region: "eu-west-1", kmsKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1" }],
        }),
      },
    },
  }),
];
