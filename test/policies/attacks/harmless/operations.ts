import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";

import { machine, schedule } from "../build/automations";
import { set } from "../build/changes";
import { ACCOUNT, allow, CHAT, SERVICE_ROLE, streamArn } from "../build/documents";
import { fine } from "../build/mine";
import { serviceRole } from "../build/roles";
import type { Control } from "../harness/attack";

/** What roles, schedules and state machines may do. */
export const operations: readonly Control[] = [
  fine(
    "r6-fine-told-by-document",
    "each finding of Security Hub on the stage is told to a topic, by a document of AWS",
    {
      own: true,
      add: (b) => {
        const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
          region: b.region,
          eventPattern: JSON.stringify({
            source: ["aws.securityhub"],
            "detail-type": ["Security Hub Findings - Imported"],
            detail: { findings: { ProductFields: { ControlId: ["APIGateway.4"] } } },
          }),
          tags: b.tags,
        });
        return new cloudwatch.EventTarget(`${b.name}-target`, {
          region: b.region,
          rule: rule.name,
          arn: `arn:aws:ssm:${b.region}::automation-definition/AWS-PublishSNSNotification:$DEFAULT`,
          roleArn: SERVICE_ROLE,
          input: pulumi.jsonStringify({
            TopicArn: [`arn:aws:sns:${b.region}:${ACCOUNT}:orders`],
            Message: [pulumi.interpolate`Look at ${b.pipeline.apiId}.`],
          }),
        });
      },
    },
  ),
  fine("r6-fine-mutes-others", "a bot may mute the alarms of another service", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "lambda.amazonaws.com",
        allow("cloudwatch:PutAlarmMuteRule", [
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm-mute-rule:deployments`,
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:shop-prod-errors`,
        ]),
      ),
  }),
  fine("r5-fine-machine-reads", "a state machine reads metrics and describes the stream, side by side", {
    add: (b) => {
      const branch = (name: string, action: string, input: object) => ({
        StartAt: name,
        States: {
          [name]: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${action}`, Arguments: input, End: true },
        },
      });
      return machine(b, {
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
      });
    },
  }),
  fine("r4-fine-other-secret-written", "a function writes a secret that is not the connector's, and tells a topic", {
    add: (b) => {
      serviceRole(
        { ...b, name: `${b.name}-teller` },
        "lambda.amazonaws.com",
        allow("sns:Publish", `arn:aws:sns:${b.region}:${ACCOUNT}:chat`),
      );
      return serviceRole(
        b,
        "lambda.amazonaws.com",
        allow("secretsmanager:PutSecretValue", `arn:aws:secretsmanager:${b.region}:${ACCOUNT}:secret:billing-AbCdEf`),
      );
    },
  }),
  fine("r4-fine-machines-stopped", "schedules stop machines at night, and tell a topic", {
    add: (b) => {
      const schedule = (end: string, arn: string, input: object) =>
        new scheduler.Schedule(`${b.name}-${end}`, {
          region: b.region,
          scheduleExpression: "cron(0 20 * * ? *)",
          flexibleTimeWindow: { mode: "OFF" },
          target: { arn, roleArn: SERVICE_ROLE, input: pulumi.jsonStringify(input) },
        });
      schedule("stop", "arn:aws:scheduler:::aws-sdk:ec2:stopInstances", { InstanceIds: ["i-1"] });
      return schedule("tell", "arn:aws:scheduler:::aws-sdk:sns:publish", { TopicArn: CHAT[0], Message: "night" });
    },
  }),
  fine("r4-fine-operator-looks", "an operator's role looks at the stage, the secret's name and the alarms", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          ["apigateway:GET"],
          pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}/stages/${b.pipeline.stageName}`,
        ),
      ),
  }),
  fine("r4-fine-operator-keeps-longer", "an operator's role may keep records for longer, and tag the stream", {
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["kinesis:IncreaseStreamRetentionPeriod", "kinesis:AddTagsToStream"], streamArn(b)),
      ),
  }),
  fine("r4-fine-connector-reads-file", "the connector's role reads the secret", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], b.pipeline.connectorSecretArn),
      ),
  }),
  fine("r4-fine-schedule-reads", "a schedule describes the stream", {
    own: true,
    add: (b) => schedule(b, "kinesis:describeStreamSummary", { StreamName: b.stream }),
  }),
];
