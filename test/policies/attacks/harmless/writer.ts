import * as ecs from "@pulumi/aws/ecs";
import * as kinesis from "@pulumi/aws/kinesis";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { fine } from "../build/mine";
import { topicRule } from "../build/services";
import type { Control } from "../harness/attack";

/** Services that write elsewhere. */
export const writer: readonly Control[] = [
  fine("r5-fine-container-log", "what a container prints goes to a log", {
    add: (b) =>
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "orders",
        taskRoleArn: SERVICE_ROLE,
        containerDefinitions: pulumi.jsonStringify([
          {
            name: "orders",
            image: "orders",
            environment: [{ name: "STREAM", value: b.stream }],
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "orders", "awslogs-region": b.region, "awslogs-stream-prefix": b.stream },
            },
          },
        ]),
        tags: b.tags,
      }),
  }),
  fine("r4-fine-things-failed", "a rule of IoT Core keeps what it cannot deliver in a log", {
    add: (b) =>
      topicRule(b, {
        sns: [{ roleArn: SERVICE_ROLE, targetArn: `arn:aws:sns:${b.region}:${ACCOUNT}:things` }],
        errorAction: { cloudwatchLogs: { roleArn: SERVICE_ROLE, logGroupName: "things" } },
      }),
  }),
  fine("r4-fine-analytics-reads", "a query reads the stream, and its results go to another one", {
    add: (b) =>
      new kinesis.AnalyticsApplication(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        inputs: {
          namePrefix: "SOURCE",
          kinesisStream: { resourceArn: streamArn(b), roleArn: SERVICE_ROLE },
          schema: {
            recordColumns: [{ name: "msg", sqlType: "VARCHAR(8)", mapping: "$.msg" }],
            recordFormat: { mappingParameters: { json: { recordRowPath: "$" } } },
          },
        },
        outputs: [
          {
            name: "OUT",
            schema: { recordFormatType: "JSON" },
            kinesisStream: {
              resourceArn: `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/results`,
              roleArn: SERVICE_ROLE,
            },
          },
        ],
        tags: b.tags,
      }),
  }),
];
