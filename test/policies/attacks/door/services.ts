import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as dms from "@pulumi/aws/dms";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iot from "@pulumi/aws/iot";
import * as kinesis from "@pulumi/aws/kinesis";
import * as pipes from "@pulumi/aws/pipes";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, allow, streamArn } from "../build/documents";
import { door } from "../build/kinds";
import { serviceRole, writerFor } from "../build/roles";
import type { Attack } from "../harness/attack";

/** Services of AWS that write to the stream, or take its records elsewhere. */
export const services: readonly Attack[] = [
  door("pipe", "a pipe writes to the stream what no connector sent", {
    add: (b) =>
      new pipes.Pipe(`${b.name}-pipe`, {
        region: b.region,
        roleArn: writerFor(b, "pipes.amazonaws.com").arn,
        source: `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`,
        target: streamArn(b),
        targetParameters: { kinesisStreamParameters: { partitionKey: "1" } },
        tags: b.tags,
      }),
  }),
  door("event-rule", "an EventBridge rule writes every event to the stream", {
    add: (b) => {
      const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
        region: b.region,
        eventPattern: '{"source": [{"prefix": ""}]}',
        tags: b.tags,
      });
      new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: rule.name,
        arn: streamArn(b),
        roleArn: writerFor(b, "events.amazonaws.com").arn,
      });
    },
  }),
  door("iot-rule", "a rule of IoT Core writes what devices publish to the stream", {
    add: (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        enabled: true,
        sql: "SELECT * FROM '#'",
        sqlVersion: "2016-03-23",
        kineses: [
          { roleArn: writerFor(b, "iot.amazonaws.com").arn, streamName: b.stream, partitionKey: "${newuuid()}" },
        ],
        tags: b.tags,
      }),
  }),
  door("table-changes", "the changes of a DynamoDB table go into the stream", {
    add: (b) =>
      new dynamodb.KinesisStreamingDestination(`${b.name}-destination`, {
        region: b.region,
        streamArn: streamArn(b),
        tableName: "carts",
      }),
  }),
  door("log-filter", "a log group's events go into the stream", {
    add: (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "/aws/lambda/orders",
        filterPattern: "",
        destinationArn: streamArn(b),
        roleArn: writerFor(b, "logs.amazonaws.com").arn,
      }),
  }),
  door("schedule", "a schedule writes to the stream every minute", {
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 minute)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: streamArn(b),
          roleArn: writerFor(b, "scheduler.amazonaws.com").arn,
          kinesisParameters: { partitionKey: "1" },
          input: "{}",
        },
      }),
  }),
  door("state-machine", "a state machine writes to the stream", {
    add: (b) =>
      new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: writerFor(b, "states.amazonaws.com").arn,
        definition: pulumi.jsonStringify({
          StartAt: "Put",
          States: {
            Put: {
              Type: "Task",
              Resource: "arn:aws:states:::aws-sdk:kinesis:putRecord",
              Parameters: { StreamName: b.stream, PartitionKey: "1", "Data.$": "$" },
              End: true,
            },
          },
        }),
        tags: b.tags,
      }),
  }),
  door("migration", "a database migration writes to the stream", {
    add: (b) =>
      new dms.Endpoint(`${b.name}-endpoint`, {
        region: b.region,
        endpointId: "orders",
        endpointType: "target",
        engineName: "kinesis",
        kinesisSettings: {
          streamArn: streamArn(b),
          serviceAccessRoleArn: writerFor(b, "dms.amazonaws.com").arn,
          messageFormat: "json",
        },
        tags: b.tags,
      }),
  }),
  door("firehose-http", "Firehose takes the stream's records to an address over plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "http_endpoint",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: serviceRole(
            b,
            "firehose.amazonaws.com",
            allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords"], streamArn(b)),
          ).arn,
        },
        httpEndpointConfiguration: {
          url: "http://collector.example.com/",
          s3Configuration: { roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`, bucketArn: "arn:aws:s3:::failed" },
        },
        tags: b.tags,
      }),
  }),
];
