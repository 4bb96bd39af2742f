import { createHash } from "node:crypto";

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { Foreign, harmless } from "../mine";
import { ACCOUNT, allow, policyOf } from "../shared";
import { fine, goodKey } from "./support";

/** The API key's value, customer keys, topics and queues. */
export const keys: readonly Control[] = [
  fine(
    "key-id",
    "a tag has the key's id, which is no secret",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: `arn:aws:kms:${b.region}:${ACCOUNT}:key/1`,
        tags: { ...b.tags, key: b.pipeline.apiKeyId },
      }),
  ),
  harmless("an output has the key's hash, from which nobody makes the key", {
    name: "good-hash",
    outputs: {
      hash: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => createHash("sha256").update(key).digest("hex"))),
    },
  }),
  harmless("an output has the length of the connector's file", {
    name: "good-length",
    outputs: { length: ({ connectorConfig }) => pulumi.unsecret(connectorConfig.apply((text) => text.length)) },
  }),
  harmless("an output is the key, and secret", {
    name: "good-secret-output",
    outputs: { key: ({ apiKey }) => apiKey },
  }),
  fine(
    "secure-parameter",
    "a secure parameter holds the key",
    (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.apiKey,
        tags: b.tags,
      }),
  ),
  fine("second-secret", "a second secret holds the key alone", (b) => {
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
  }),
  fine(
    "cluster-secret",
    "a Secret of Kubernetes holds the connector's file",
    (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        stringData: { "aerospike-esp-outbound.yml": b.connectorConfig },
      }),
  ),
  fine("customer-key", "a key of ours, which rotates", (b) => goodKey(b)),
  fine("key-for-logs", "a key that CloudWatch of this account may use for its log groups", (b) =>
    goodKey(
      b,
      allow(["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"], "*", {
        Principal: { Service: `logs.${b.region}.amazonaws.com` },
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:orders*` },
        },
      }),
    ),
  ),
  fine("topic", "a topic that is encrypted and takes alarms of this account", (b) => {
    const key = goodKey(
      b,
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    );
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: key.arn, tags: b.tags });
    new sns.TopicPolicy(`${b.name}-topic-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(
        allow("sns:Publish", topic.arn, {
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
      ),
    });
    new sns.TopicSubscription(`${b.name}-subscription`, {
      region: b.region,
      topic: topic.arn,
      protocol: "https",
      endpoint: "https://pager.example.com/",
    });
    new cloudwatch.MetricAlarm(`${b.name}-alarm`, {
      region: b.region,
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      alarmActions: [topic.arn],
      tags: b.tags,
    });
  }),
  fine(
    "log-group",
    "a log group with a key and a year",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, {
        region: b.region,
        retentionInDays: 365,
        kmsKeyId: goodKey(b).arn,
        tags: b.tags,
      }),
  ),
  fine("queue", "a queue that is encrypted and takes what one topic sends", (b) => {
    const queue = new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: true, tags: b.tags });
    new sqs.QueuePolicy(`${b.name}-policy`, {
      region: b.region,
      queueUrl: queue.url,
      policy: policyOf(
        allow("sqs:SendMessage", queue.arn, {
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:${b.region}:${ACCOUNT}:orders` } },
        }),
      ),
    });
  }),
];
