import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import { Secret } from "@pulumi/aws/secretsmanager/secret";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as xray from "@pulumi/aws/xray";

import type { Attack, Props } from "./harness/attack";
import { type Mine, mine, type Parts } from "./mine";
import { ACCOUNT, allow, policyOf, streamArn } from "./shared";

const keep = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `keep-${name}`,
    kind: "keys-and-logs",
    breaks,
    expect: "keys, topics and logs are closed",
    otherRules: ["stage-no-cache", "stage-deployment", "resource-region-allowed"],
    ...parts,
  });
const add = (name: string, breaks: string, make: (b: Mine) => unknown): Attack =>
  keep(name, breaks, { add: (b) => make(b) });
const set = (values: Props) => ({ props: (props: Props) => ({ ...props, ...values }) });
const KEY = `arn:aws:kms:ap-south-1:${ACCOUNT}:key/5f2c0000-0000-0000-0000-000000000000`;
const OTHER = "999988887777";
const GOOD_KEY = { enableKeyRotation: true, deletionWindowInDays: 30 };

export const keeping: readonly Attack[] = [
  add(
    "key-no-rotation",
    "a key never rotates",
    (b) =>
      new kms.Key(`${b.name}-key`, { region: b.region, deletionWindowInDays: 30, tags: b.tags }, { protect: true }),
  ),
  add(
    "key-rotation-off",
    "a key's rotation is off",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 30, enableKeyRotation: false, tags: b.tags },
        { protect: true },
      ),
  ),
  add(
    "key-short-window",
    "a key is gone after a week",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, enableKeyRotation: true, deletionWindowInDays: 7, tags: b.tags },
        { protect: true },
      ),
  ),
  add(
    "key-disabled",
    "a key is disabled",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        { region: b.region, ...GOOD_KEY, isEnabled: false, tags: b.tags },
        { protect: true },
      ),
  ),
  add(
    "key-no-check",
    "a key's policy may lock out everybody",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          ...GOOD_KEY,
          bypassPolicyLockoutSafetyCheck: true,
          policy: policyOf(allow("kms:Decrypt", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` } })),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  add(
    "key-other-account",
    "another account may do everything with the key",
    (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          ...GOOD_KEY,
          policy: policyOf(
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${OTHER}:root` } }),
          ),
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  add(
    "key-external",
    "a key whose material comes from outside expires",
    (b) =>
      new kms.ExternalKey(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 7, validTo: "2027-01-01T00:00:00Z", enabled: true, tags: b.tags },
        { protect: true },
      ),
  ),
  add(
    "key-replica-window",
    "a replica of a key is gone after a week",
    (b) =>
      new kms.ReplicaKey(
        `${b.name}-key`,
        {
          region: b.region,
          primaryKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`,
          deletionWindowInDays: 7,
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  keep("stream-key-no-rotation", "the stream's own key never rotates", {
    own: true,
    add: (b) => {
      const key = new kms.Key(
        `${b.name}-key`,
        { region: b.region, deletionWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      new kinesis.Stream(
        `${b.name}-stream`,
        {
          region: b.region,
          name: "other",
          streamModeDetails: { streamMode: "ON_DEMAND" },
          retentionPeriod: 168,
          encryptionType: "KMS",
          kmsKeyId: key.arn,
          tags: b.tags,
        },
        { protect: true },
      );
    },
  }),
  keep("stream-key-elsewhere", "the stream's key is another account's, which can take the records away", {
    changes: { stream: set({ kmsKeyId: `arn:aws:kms:ap-south-1:${OTHER}:key/5f2c0000-0000-0000-0000-000000000000` }) },
  }),
  keep("stream-key-other-region", "the stream's key is in another region", {
    changes: { stream: set({ kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/5f2c0000-0000-0000-0000-000000000000` }) },
  }),
  keep("stream-key-without-permission", "the writer may not use the stream's own key, and every record is refused", {
    changes: { stream: set({ kmsKeyId: KEY }) },
  }),
  keep("stream-encryption-lowercase", "the stream's encryption is a word that AWS does not know", {
    changes: { stream: set({ encryptionType: "none" }) },
  }),
  keep("stream-no-key", "the stream is encrypted with no key", { changes: { stream: set({ kmsKeyId: "" }) } }),
  keep("stream-deletes-consumers", "who deletes the stream deletes what reads it, too", {
    changes: { stream: set({ enforceConsumerDeletion: true }) },
  }),
  add(
    "topic-no-key",
    "a topic is not encrypted",
    (b) => new sns.Topic(`${b.name}-topic`, { region: b.region, tags: b.tags }),
  ),
  add(
    "topic-empty-key",
    "a topic is encrypted with no key",
    (b) => new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: "", tags: b.tags }),
  ),
  add(
    "topic-plain-http",
    "alarms go out over plain http",
    (b) =>
      new sns.TopicSubscription(`${b.name}-subscription`, {
        region: b.region,
        topic: `arn:aws:sns:${b.region}:${ACCOUNT}:orders`,
        protocol: "http",
        endpoint: "http://pager.example.com/",
      }),
  ),
  add("topic-any-publisher-http", "a topic takes messages over plain http", (b) => {
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: KEY, tags: b.tags });
    new sns.TopicPolicy(`${b.name}-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(
        allow("sns:Publish", topic.arn, { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ),
    });
  }),
  add(
    "alarm-cannot-publish",
    "an alarm's topic has AWS's own key, which alarms cannot use, so nobody hears of it",
    (b) => {
      const topic = new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: "alias/aws/sns",
        tags: b.tags,
      });
      new cloudwatch.MetricAlarm(`${b.name}-alarm`, {
        region: b.region,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        alarmActions: [topic.arn],
        tags: b.tags,
      });
    },
  ),
  add(
    "queue-plain",
    "a queue is not encrypted",
    (b) => new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: false, tags: b.tags }),
  ),
  add(
    "log-group-plain",
    "a log group has no key of ours",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, { region: b.region, retentionInDays: 365, kmsKeyId: "", tags: b.tags }),
  ),
  add(
    "log-group-one-day",
    "a log group forgets after a day",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, { region: b.region, retentionInDays: 1, kmsKeyId: KEY, tags: b.tags }),
  ),
  add(
    "data-trace-all",
    "execution logs of every method hold bodies and keys",
    (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: "other",
        methodPath: "*/*",
        settings: { dataTraceEnabled: true, loggingLevel: "INFO" },
      }),
  ),
  add(
    "data-trace-method",
    "execution logs of the method that writes hold bodies and keys",
    (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "kinesis/POST",
        settings: { dataTraceEnabled: true, loggingLevel: "ERROR" },
      }),
  ),
  add(
    "data-trace-websocket",
    "a WebSocket API's logs hold bodies",
    (b) =>
      new apigatewayv2.Stage(`${b.name}-stage`, {
        region: b.region,
        apiId: "w1",
        name: "live",
        defaultRouteSettings: {
          dataTraceEnabled: true,
          loggingLevel: "INFO",
          throttlingRateLimit: 10,
          throttlingBurstLimit: 10,
        },
        tags: b.tags,
      }),
  ),
  add(
    "data-trace-route",
    "a route's logs hold bodies",
    (b) =>
      new apigatewayv2.Stage(`${b.name}-stage`, {
        region: b.region,
        apiId: "w1",
        name: "live",
        routeSettings: [{ routeKey: "put", dataTraceEnabled: true }],
        tags: b.tags,
      }),
  ),
  add(
    "logs-to-other-account",
    "the API's logs go to another account",
    (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "API-Gateway-Execution-Logs",
        filterPattern: "",
        destinationArn: `arn:aws:logs:${b.region}:${OTHER}:destination:all`,
      }),
  ),
  add(
    "logs-to-other-region",
    "the API's logs go to another region",
    (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "API-Gateway-Execution-Logs",
        filterPattern: "",
        destinationArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:collect`,
      }),
  ),
  add(
    "account-logs",
    "the logs of the whole account go elsewhere",
    (b) =>
      new cloudwatch.LogAccountPolicy(`${b.name}-policy`, {
        region: b.region,
        policyName: "all",
        policyType: "SUBSCRIPTION_FILTER_POLICY",
        policyDocument: JSON.stringify({
          DestinationArn: `arn:aws:lambda:${b.region}:${OTHER}:function:collect`,
          FilterPattern: "",
        }),
      }),
  ),
  add(
    "log-delivery",
    "logs are delivered to another account",
    (b) =>
      new cloudwatch.LogDeliveryDestination(`${b.name}-destination`, {
        region: b.region,
        name: "d",
        deliveryDestinationConfiguration: { destinationResourceArn: `arn:aws:logs:${b.region}:${OTHER}:log-group:all` },
        tags: b.tags,
      }),
  ),
  keep("access-log-elsewhere", "the access log goes to another account", {
    changes: {
      "api-stage": set({
        accessLogSettings: {
          destinationArn: `arn:aws:logs:ap-south-1:${OTHER}:log-group:orders`,
          format: '{"requestId":"$context.requestId","error":"$context.integration.error"}',
        },
      }),
    },
  }),
  keep("access-log-authorizer", "the access log holds what an authorizer knows", {
    changes: {
      "api-stage": set({
        accessLogSettings: {
          destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
          format:
            '{"requestId":"$context.requestId","error":"$context.integration.error","claims":"$context.authorizer.claims"}',
        },
      }),
    },
  }),
  add(
    "metrics-elsewhere",
    "the metrics of the account go elsewhere over plain http",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "http_endpoint",
        serverSideEncryption: { enabled: true },
        httpEndpointConfiguration: {
          url: "http://metrics.example.com/",
          s3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: "arn:aws:s3:::failed" },
        },
        tags: b.tags,
      }),
  ),
  add(
    "delivery-plain",
    "a delivery stream keeps records in plain",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        extendedS3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: "arn:aws:s3:::orders" },
        tags: b.tags,
      }),
  ),
  add(
    "traces-plain",
    "traces are kept without a key of ours",
    (b) => new xray.EncryptionConfig(`${b.name}-config`, { region: b.region, type: "NONE" }),
  ),
  add(
    "alias-moved",
    "the alias that the program's key has points to a key that the stack does not have",
    (b) => new kms.Alias(`${b.name}-alias`, { region: b.region, name: "alias/aws/kinesis", targetKeyId: KEY }),
  ),
  add(
    "secret-window",
    "a secret cannot be restored",
    (b) =>
      new Secret(`${b.name}-secret`, { region: b.region, recoveryWindowInDays: 0, tags: b.tags }, { protect: true }),
  ),
  add(
    "secret-replica",
    "a replica of a secret has no key of ours",
    (b) =>
      new Secret(
        `${b.name}-secret`,
        {
          region: b.region,
          recoveryWindowInDays: 30,
          kmsKeyId: KEY,
          replicas: [{ region: "eu-west-1" }],
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  add(
    "stream-reader-firehose",
    "the stream's records are kept in plain in a bucket",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: b.pipeline.roleArn },
        extendedS3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: `arn:aws:s3:::${OTHER}-records` },
        tags: b.tags,
      }),
  ),
];
