import * as cloudfront from "@pulumi/aws/cloudfront";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import * as iot from "@pulumi/aws/iot";
import * as pinpoint from "@pulumi/aws/pinpoint";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { r2Door, r2Writer, r3Writer, r4Writer, r5Beside, r5Other } from "../build/kinds";
import { writerFor } from "../build/roles";
import { topicRule } from "../build/services";
import type { Attack } from "../harness/attack";

/** Logs, events and messages reach the stream. */
export const logsAndEvents: readonly Attack[] = [
  r5Other("container-log", "what a container prints reaches the stream", {
    add: (b) =>
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "orders",
        taskRoleArn: SERVICE_ROLE,
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
        containerDefinitions: pulumi.jsonStringify([
          {
            name: "router",
            image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
            essential: true,
            firelensConfiguration: { type: "fluentbit" },
          },
          {
            name: "orders",
            image: "orders",
            logConfiguration: {
              logDriver: "awsfirelens",
              options: { Name: "kinesis_streams", region: b.region, stream: b.stream },
            },
          },
        ]),
        tags: b.tags,
      }),
  }),
  /* oxlint-disable typescript/no-deprecated -- accounts that have it still write to streams by it */
  r5Beside("app-events", "what an app's users do reaches the stream", {
    add: (b) =>
      new pinpoint.EventStream(`${b.name}-events`, {
        region: b.region,
        applicationId: "orders",
        destinationStreamArn: streamArn(b),
        roleArn: SERVICE_ROLE,
      }),
  }),
  /* oxlint-enable typescript/no-deprecated */
  r4Writer("account-logs", "the lines of all log groups of the account reach the stream", {
    add: (b) =>
      new cloudwatch.LogAccountPolicy(`${b.name}-logs`, {
        region: b.region,
        policyName: "all",
        policyType: "SUBSCRIPTION_FILTER_POLICY",
        policyDocument: pulumi.jsonStringify({
          DestinationArn: streamArn(b),
          RoleArn: SERVICE_ROLE,
          FilterPattern: "",
          Distribution: "Random",
        }),
      }),
  }),
  r4Writer("things-failed", "what a rule of IoT Core cannot deliver reaches the stream", {
    add: (b) =>
      topicRule(b, {
        sns: [{ roleArn: SERVICE_ROLE, targetArn: `arn:aws:sns:${b.region}:${ACCOUNT}:things` }],
        errorAction: { kinesis: { roleArn: SERVICE_ROLE, streamName: b.stream, partitionKey: "1" } },
      }),
  }),
  r2Door("distribution-log", "the log lines of a distribution go into the stream", {
    add: (b) =>
      new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "all",
        samplingRate: 100,
        fields: ["timestamp", "cs-headers"],
        endpoint: { streamType: "Kinesis", kinesisStreamConfig: { roleArn: SERVICE_ROLE, streamArn: streamArn(b) } },
      }),
  }),
  r2Writer("event", "a rule writes events to the stream", {
    add: (b) =>
      new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: "all",
        arn: streamArn(b),
        roleArn: SERVICE_ROLE,
      }),
  }),
  r2Writer("devices", "a rule of IoT Core writes to the stream, by its name", {
    add: (b) =>
      topicRule(b, {
        kineses: [{ roleArn: SERVICE_ROLE, streamName: b.stream, partitionKey: "1" }],
      }),
  }),
  r2Writer("log-destination", "other accounts send their logs into the stream", {
    add: (b) =>
      new cloudwatch.LogDestination(`${b.name}-destination`, {
        region: b.region,
        name: "orders",
        roleArn: SERVICE_ROLE,
        targetArn: streamArn(b),
        tags: b.tags,
      }),
  }),
  r3Writer("front-log", "the log of a distribution reaches the stream, too", {
    add: (b) =>
      new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        samplingRate: 100,
        fields: ["timestamp"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: { roleArn: writerFor(b, "cloudfront.amazonaws.com").arn, streamArn: streamArn(b) },
        },
      }),
  }),
  r3Writer("things", "messages of things reach the stream, too", {
    add: (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        name: "things",
        enabled: true,
        sql: "SELECT * FROM 'things'",
        sqlVersion: "2016-03-23",
        kineses: [
          { roleArn: "arn:aws:iam::123456789012:role/iot", streamName: b.stream, partitionKey: "${newuuid()}" },
        ],
        tags: b.tags,
      }),
  }),
  r3Writer("logs", "lines of a log reach the stream, too", {
    add: (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "web",
        filterPattern: "",
        destinationArn: streamArn(b),
        roleArn: "arn:aws:iam::123456789012:role/logs",
      }),
  }),
];
