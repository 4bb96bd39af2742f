import * as bedrock from "@pulumi/aws/bedrock";
import * as chime from "@pulumi/aws/chimesdkmediapipelines";
import * as connect from "@pulumi/aws/connect";
import * as dms from "@pulumi/aws/dms";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kinesisanalyticsv2 from "@pulumi/aws/kinesisanalyticsv2";
import * as mskconnect from "@pulumi/aws/mskconnect";
import * as pipes from "@pulumi/aws/pipes";
import * as rekognition from "@pulumi/aws/rekognition";

import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { attackOf, r2Door, r2Writer, r3Writer, r4Variant, r4Writer } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r6Writer = attackOf("r6", "writer", "nothing but its API writes to a stream");

/** A service that moves data writes to the stream. */
export const dataServices: readonly Attack[] = [
  r6Writer("kafka", "a connector of Kafka writes the messages of a topic to the stream", {
    // https://github.com/awslabs/kinesis-kafka-connector
    add: (b) =>
      new mskconnect.Connector(`${b.name}-connector`, {
        region: b.region,
        kafkaconnectVersion: "3.7.x",
        capacity: { provisionedCapacity: { workerCount: 1 } },
        connectorConfiguration: {
          "connector.class": "com.amazon.kinesis.kafka.AmazonKinesisSinkConnector",
          "tasks.max": "1",
          topics: "orders",
          region: b.region,
          streamName: b.stream,
        },
        kafkaCluster: {
          apacheKafkaCluster: {
            bootstrapServers: "b-1.orders.example.com:9098",
            vpc: { securityGroups: ["sg-0123456789abcdef0"], subnets: ["subnet-0123456789abcdef0"] },
          },
        },
        kafkaClusterClientAuthentication: { authenticationType: "IAM" },
        kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
        plugins: [
          {
            customPlugin: {
              arn: `arn:aws:kafkaconnect:${b.region}:${ACCOUNT}:custom-plugin/kinesis/1-1`,
              revision: 1,
            },
          },
        ],
        serviceExecutionRoleArn: SERVICE_ROLE,
        tags: b.tags,
      }),
  }),
  r6Writer("memory", "what agents remember reaches the stream", {
    // https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/memory-record-streaming.html
    add: (b) =>
      new bedrock.AgentcoreMemory(`${b.name}-memory`, {
        region: b.region,
        name: "orders_memory",
        eventExpiryDuration: 30,
        memoryExecutionRoleArn: SERVICE_ROLE,
        streamDeliveryResources: {
          resource: {
            kinesis: {
              dataStreamArn: streamArn(b),
              contentConfiguration: { type: "MEMORY_RECORDS", level: "FULL_CONTENT" },
            },
          },
        },
        tags: b.tags,
      }),
  }),
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
