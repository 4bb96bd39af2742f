import * as chime from "@pulumi/aws/chimesdkmediapipelines";
import * as connect from "@pulumi/aws/connect";
import * as dms from "@pulumi/aws/dms";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kinesisanalyticsv2 from "@pulumi/aws/kinesisanalyticsv2";
import * as pipes from "@pulumi/aws/pipes";
import * as rekognition from "@pulumi/aws/rekognition";

import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { r2Door, r2Writer, r3Writer, r4Variant, r4Writer } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A service that moves data writes to the stream. */
export const dataServices: readonly Attack[] = [
  r4Variant("analytics-writes", "the results of a query of the second generation reach the stream", {
    add: (b) =>
      new kinesisanalyticsv2.Application(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        runtimeEnvironment: "SQL-1_0",
        serviceExecutionRole: SERVICE_ROLE,
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
  r4Writer("analytics", "the results of a query reach the stream", {
    add: (b) =>
      new kinesis.AnalyticsApplication(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        outputs: [
          {
            name: "OUT",
            schema: { recordFormatType: "JSON" },
            kinesisStream: { resourceArn: streamArn(b), roleArn: SERVICE_ROLE },
          },
        ],
        tags: b.tags,
      }),
  }),
  r4Writer("calls-analyzed", "what is said on the phone reaches the stream", {
    add: (b) =>
      new chime.MediaInsightsPipelineConfiguration(`${b.name}-calls`, {
        region: b.region,
        name: "calls",
        resourceAccessRoleArn: SERVICE_ROLE,
        elements: [
          { type: "KinesisDataStreamSink", kinesisDataStreamSinkConfiguration: { insightsTarget: streamArn(b) } },
        ],
        tags: b.tags,
      }),
  }),
  r2Door("calls", "the records of a call center go into the stream", {
    add: (b) =>
      new connect.InstanceStorageConfig(`${b.name}-calls`, {
        region: b.region,
        instanceId: "aaaaaaaa-bbbb-cccc-dddd-111111111111",
        resourceType: "CONTACT_TRACE_RECORDS",
        storageConfig: { storageType: "KINESIS_STREAM", kinesisStreamConfig: { streamArn: streamArn(b) } },
      }),
  }),
  r2Door("faces", "the faces of a video go into the stream", {
    add: (b) =>
      new rekognition.StreamProcessor(`${b.name}-faces`, {
        region: b.region,
        name: "faces",
        roleArn: SERVICE_ROLE,
        input: { kinesisVideoStream: { arn: `arn:aws:kinesisvideo:${b.region}:${ACCOUNT}:stream/door/1` } },
        output: { kinesisDataStream: { arn: streamArn(b) } },
        settings: { faceSearch: { collectionId: "staff" } },
        tags: b.tags,
      }),
  }),
  r2Writer("pipe", "a pipe writes to the stream", {
    add: (b) =>
      new pipes.Pipe(`${b.name}-pipe`, {
        region: b.region,
        roleArn: SERVICE_ROLE,
        source: `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`,
        target: streamArn(b),
        tags: b.tags,
      }),
  }),
  r2Writer("migration", "a database migration writes to the stream", {
    add: (b) =>
      new dms.Endpoint(`${b.name}-endpoint`, {
        region: b.region,
        endpointId: "orders",
        endpointType: "target",
        engineName: "kinesis",
        kinesisSettings: { streamArn: streamArn(b), serviceAccessRoleArn: SERVICE_ROLE, messageFormat: "json" },
        tags: b.tags,
      }),
  }),
  r3Writer("table", "the changes of a table reach the stream, too", {
    add: (b) => {
      const table = new dynamodb.Table(`${b.name}-table`, {
        region: b.region,
        billingMode: "PAY_PER_REQUEST",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
        tags: b.tags,
      });
      return new dynamodb.KinesisStreamingDestination(`${b.name}-destination`, {
        region: b.region,
        tableName: table.name,
        streamArn: streamArn(b),
      });
    },
  }),
];
