import * as ecs from "@pulumi/aws/ecs";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf, serviceRole } from "../shared";
import { harmlessSecond } from "./harmless-second";
import { fine } from "./support";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

/** What a real pull request may do, and breaks no promise. */
export const harmlessFifthRound: readonly Control[] = [
  fine("unread-earlier", "the alarm on unread records goes off after an hour", {
    changes: { "alarms-unread-records-r5-fine-unread-earlier": set({ threshold: 3_600_000 }) },
  }),
  fine("shards-measured", "the stream measures its shards", {
    changes: { stream: set({ shardLevelMetrics: ["IncomingBytes", "IteratorAgeMilliseconds"] }) },
  }),
  fine("filter-with-unit", "metric filter and alarm say that they count", {
    changes: {
      "api-refused-records": props((given) => ({
        ...given,
        metricTransformation: { ...(given.metricTransformation as object), unit: "Count" },
      })),
      "alarms-refused-records": set({ unit: "Count" }),
    },
  }),
  fine("log-with-message", "the access log has the error's message, which API Gateway puts in quotes itself", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
        const format = settings.format.replace(/\}$/, ',"message":$context.error.messageString}');
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
    },
  }),
  fine("machine-reads", "a state machine reads metrics and describes the stream, side by side", {
    add: (b) => {
      const branch = (name: string, action: string, input: object) => ({
        StartAt: name,
        States: {
          [name]: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${action}`, Arguments: input, End: true },
        },
      });
      return new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: ROLE,
        definition: pulumi.jsonStringify({
          QueryLanguage: "JSONata",
          StartAt: "Both",
          States: {
            Both: {
              Type: "Parallel",
              Branches: [
                branch("Alarms", "cloudwatch:describeAlarms", { StateValue: "ALARM" }),
                branch("Stream", "kinesis:describeStreamSummary", { StreamName: b.stream }),
              ],
              End: true,
            },
          },
        }),
        tags: b.tags,
      });
    },
  }),
  fine("file-described", "a container may see which versions the connector's file has", {
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"], b.pipeline.connectorSecretArn),
      ),
  }),
  fine("container-log", "what a container prints goes to a log", {
    add: (b) =>
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "orders",
        taskRoleArn: ROLE,
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
  fine("secret-of-account", "the secret's own policy lets in a role of this account, called directly", {
    changes: {
      connector: set({
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/connector` },
            Condition: { Bool: { "aws:ViaAWSService": "false" } },
          }),
        ),
      }),
    },
  }),
  ...harmlessSecond,
];
