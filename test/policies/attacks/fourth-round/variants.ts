import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as codebuild from "@pulumi/aws/codebuild";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kinesisanalyticsv2 from "@pulumi/aws/kinesisanalyticsv2";
import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import type { Attack, Props } from "../harness/attack";
import { mapping } from "../harness/changes";
import { describedApi } from "../openapi";
import { props, set } from "../second-round/support";
import { ACCOUNT, streamArn } from "../shared";
import { attackOf } from "./support";

const alarm = attackOf("deaf", "an alarm goes off when it should, and somebody hears of it");
const again = attackOf("variant", "what the rules find since the first batch, they find in other forms, too");

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;
const never = (name: string, breaks: string, key: string, values: Props): Attack =>
  alarm(name, breaks, { changes: { [`alarms-${key}`]: set(values) } });
const composite = (name: string, breaks: string, rule: (own: (key: string) => string) => string): Attack =>
  never(name, breaks, "ours", { alarmRule: rule((key) => `"r4-deaf-${name}-prod-${key}"`) });
const subscription = (name: string, breaks: string, args: Partial<sns.TopicSubscriptionArgs>): Attack =>
  alarm(name, breaks, {
    changes: { "alarms-topic": set({}) },
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-pager`, {
        region: b.region,
        topic: b.pipeline.alarmTopicArn!,
        protocol: "https",
        endpoint: "https://pager.example.com/alarms",
        ...args,
      }),
  });

export const variants: readonly Attack[] = [
  never("below-zero", "no count is below 0", "silence-r4-deaf-below-zero", { threshold: 0 }),
  never("above-all", "an alarm on a share goes off above 1", "server-errors", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
  }),
  composite(
    "ok-and-alarm",
    "no alarm is in two states at once",
    (own) => `ALARM(${own("latency-p99")}) AND OK(${own("latency-p99")})`,
  ),
  composite(
    "not-true",
    "the rule is the contrary of what always holds",
    (own) => `NOT (ALARM(${own("latency-p99")}) OR NOT ALARM(${own("latency-p99")}))`,
  ),
  subscription("recovery-alone", "the pager hears only that it is over", {
    filterPolicyScope: "MessageBody",
    filterPolicy: '{"NewStateValue":["OK"]}',
  }),
  subscription("field-unknown", "the pager chooses by a field that no alarm's message has", {
    filterPolicyScope: "MessageBody",
    filterPolicy: '{"severity":["page"]}',
  }),
  alarm("suppressor-of-nothing", "an alarm that takes missing data for trouble keeps the side's alarm quiet for ever", {
    changes: {
      "alarms-ours": set({ actionsSuppressor: { alarm: "r4-deaf-maintenance", extensionPeriod: 60, waitPeriod: 60 } }),
    },
    add: (b) =>
      new cloudwatch.MetricAlarm(`${b.name}-maintenance`, {
        region: b.region,
        name: "r4-deaf-maintenance",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: "breaching",
        metricQueries: [{ id: "always", expression: "TIME_SERIES(1)", period: 60, returnData: true }],
        alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:chat`],
        tags: b.tags,
      }),
  }),
  alarm("function-for-events", "the alarm calls a function that lets in EventBridge alone", {
    phase: "update",
    changes: {
      "alarms-ours": props((given) => {
        const made = new lambda.Function("r4-deaf-function-for-events-made-function", {
          region: "ap-south-1",
          role: `arn:aws:iam::${ACCOUNT}:role/pager`,
          packageType: "Image",
          imageUri: "image",
          tags: given.tags as Record<string, string>,
        });
        new lambda.Permission("r4-deaf-function-for-events-made-permission", {
          region: "ap-south-1",
          function: made.name,
          action: "lambda:InvokeFunction",
          principal: "events.amazonaws.com",
          sourceArn: `arn:aws:events:ap-south-1:${ACCOUNT}:rule/pager`,
        });
        return { ...given, alarmActions: [made.arn] };
      }),
    },
  }),
  again("late-redirect", "that an error is a redirect is known at the update", {
    phase: "update",
    changes: {
      "api-throttled": set({
        statusCode: pulumi.output("").apply(() => "308"),
        responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/'" },
      }),
    },
  }),
  again("body-redirect", "an error of the body is a redirect to another server", {
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          o["x-amazon-apigateway-gateway-responses"].ACCESS_DENIED = {
            statusCode: 302,
            responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/'" },
          };
        },
      });
    },
    otherRules: ["api-body-readable"],
  }),
  again("mapped-redirect", "a refusal by Kinesis is a redirect to another server, by its status", {
    changes: {
      "api-post-503": set({ statusCode: "303", responseParameters: { "method.response.header.Location": false } }),
      [mapping(503)]: props((given) => ({
        ...given,
        statusCode: "303",
        responseParameters: { "method.response.header.Location": "'https://collector.example.com/'" },
      })),
    },
  }),
  again("firehose-search", "Firehose takes the records on to a search domain in plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "opensearch",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: ROLE },
        opensearchConfiguration: {
          clusterEndpoint: "http://search.example.com",
          indexName: "orders",
          roleArn: ROLE,
          s3Configuration: { bucketArn: "arn:aws:s3:::failed", roleArn: ROLE },
        },
        tags: b.tags,
      }),
  }),
  again("analytics-writes", "the results of a query of the second generation reach the stream", {
    add: (b) =>
      new kinesisanalyticsv2.Application(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        runtimeEnvironment: "SQL-1_0",
        serviceExecutionRole: ROLE,
        applicationConfiguration: {
          applicationCodeConfiguration: { codeContentType: "PLAINTEXT", codeContent: { textContent: "SELECT 1" } },
          sqlApplicationConfiguration: {
            outputs: [
              {
                name: "OUT",
                destinationSchema: { recordFormatType: "JSON" },
                kinesisStreamsOutput: { resourceArn: streamArn(b) },
              },
            ],
          },
        },
        tags: b.tags,
      }),
  }),
  again("script-of-document", "a document of Systems Manager deletes the stream by a script", {
    add: (b) =>
      new ssm.Document(`${b.name}-document`, {
        region: b.region,
        name: "orders-cleanup",
        documentType: "Automation",
        documentFormat: "YAML",
        content: stringify({
          schemaVersion: "0.3",
          assumeRole: ROLE,
          mainSteps: [
            {
              name: "clean",
              action: "aws:executeScript",
              inputs: {
                Runtime: "python3.11",
                Handler: "clean",
                Script: `import boto3\ndef clean(a, b):\n  boto3.client("kinesis").delete_stream(StreamName="${b.stream}")\n`,
              },
            },
          ],
        }),
        tags: b.tags,
      }),
    note: true,
  }),
  again("build-deletes", "a build deletes the stream by a command", {
    add: (b) =>
      new codebuild.Project(`${b.name}-build`, {
        region: b.region,
        name: "orders-cleanup",
        serviceRole: ROLE,
        artifacts: { type: "NO_ARTIFACTS" },
        environment: {
          computeType: "BUILD_GENERAL1_SMALL",
          image: "aws/codebuild/standard:7.0",
          type: "LINUX_CONTAINER",
        },
        source: {
          type: "NO_SOURCE",
          buildspec: stringify({
            version: 0.2,
            phases: { build: { commands: [`aws kinesis delete-stream --stream-name ${b.stream}`] } },
          }),
        },
        tags: b.tags,
      }),
    note: true,
  }),
];
