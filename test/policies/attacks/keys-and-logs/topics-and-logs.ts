import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";

import { ACCOUNT, allow, KEY_ARN, policyOf } from "../build/documents";
import { keepAdded } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Topics, queues, log groups and execution logs. */
export const topicsAndLogs: readonly Attack[] = [
  keepAdded(
    "topic-no-key",
    "a topic is not encrypted",
    (b) => new sns.Topic(`${b.name}-topic`, { region: b.region, tags: b.tags }),
  ),
  keepAdded(
    "topic-empty-key",
    "a topic is encrypted with no key",
    (b) => new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: "", tags: b.tags }),
  ),
  keepAdded(
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
  keepAdded("topic-any-publisher-http", "a topic takes messages over plain http", (b) => {
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: KEY_ARN, tags: b.tags });
    new sns.TopicPolicy(`${b.name}-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(
        allow("sns:Publish", topic.arn, { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ),
    });
  }),
  keepAdded(
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
  keepAdded(
    "queue-plain",
    "a queue is not encrypted",
    (b) => new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: false, tags: b.tags }),
  ),
  keepAdded(
    "log-group-plain",
    "a log group has no key of ours",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, { region: b.region, retentionInDays: 365, kmsKeyId: "", tags: b.tags }),
  ),
  keepAdded(
    "log-group-one-day",
    "a log group forgets after a day",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, {
        region: b.region,
        retentionInDays: 1,
        kmsKeyId: KEY_ARN,
        tags: b.tags,
      }),
  ),
  keepAdded(
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
  keepAdded(
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
  keepAdded(
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
  keepAdded(
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
];
