import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import type { Mine, Parts } from "../mine";
import { set } from "../second-round/support";
import { ACCOUNT, allow, serviceRole, streamArn } from "../shared";
import { KEY_ARN, pipelineWith } from "../third-round/support";
import { attackOf } from "./support";

const may = attackOf("may", "nobody may undo later what the program makes");
const does = attackOf("does", "no schedule, state machine or automation changes what the API needs");

/** A container's role that may do something with what the pipeline needs. */
const role = (
  name: string,
  breaks: string,
  actions: readonly string[],
  resource: (b: Mine) => pulumi.Input<string>,
): Attack =>
  may(name, breaks, {
    own: true,
    add: (b) => serviceRole(b, "ecs-tasks.amazonaws.com", allow(actions, resource(b))),
  });

const schedule = (
  name: string,
  breaks: string,
  action: string,
  input: (b: Mine) => object,
  changes: Parts["changes"] = {},
): Attack =>
  does(`schedule-${name}`, breaks, {
    changes,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: `arn:aws:scheduler:::aws-sdk:${action}`,
          roleArn: `arn:aws:iam::${ACCOUNT}:role/service-role/orders`,
          input: pulumi.jsonStringify(input(b)),
        },
      }),
  });

/** The ARN of a part of the API. */
const ofApi = (b: Mine, end: string) =>
  pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}${end}`;

export const later: readonly Attack[] = [
  role(
    "shrink-records",
    "a container may lower the size of a record, and larger ones can only fail",
    ["kinesis:DescribeStreamSummary", "kinesis:UpdateMaxRecordSize"],
    streamArn,
  ),
  role(
    "provision-stream",
    "a container may make the stream's capacity provisioned",
    ["kinesis:UpdateStreamMode", "kinesis:UpdateShardCount"],
    streamArn,
  ),
  role("deploy-api", "a container may lead the stage to another deployment", ["apigateway:PATCH"], (b) =>
    ofApi(b, "/stages/prod"),
  ),
  role("delete-api", "a container may delete the API", ["apigateway:DELETE"], (b) => ofApi(b, "")),
  role(
    "open-role",
    "a container may give the API's role any permission",
    ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
    (b) => b.pipeline.roleArn,
  ),
  role(
    "write-file",
    "a container may put another file for connectors into the secret",
    ["secretsmanager:PutSecretValue"],
    (b) => b.pipeline.connectorSecretArn,
  ),
  role(
    "delete-link",
    "a container may take the key out of the plan",
    ["apigateway:DELETE"],
    (b) =>
      pulumi.interpolate`arn:aws:apigateway:${b.region}::/usageplans/${b.pipeline.usagePlanId}/keys/${b.pipeline.apiKeyId}`,
  ),
  may("mute-topic", "a container may delete the topic of the alarms", {
    changes: { "alarms-topic": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["sns:DeleteTopic", "sns:RemovePermission"], b.pipeline.alarmTopicArn),
      ),
  }),
  may("disable-alarms", "a container may switch the alarms off", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          ["cloudwatch:DisableAlarmActions", "cloudwatch:DeleteAlarms"],
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:${b.pipelineName}-prod-ours`,
        ),
      ),
  }),
  may("disable-key", "a container may switch off the key that encrypts the stream", {
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }] });
      return serviceRole(
        { ...b, name: `${b.name}-operator` },
        "ecs-tasks.amazonaws.com",
        allow(["kms:DisableKey", "kms:ScheduleKeyDeletion"], KEY_ARN),
      );
    },
  }),
  schedule("shrinks-records", "a schedule lowers the size of a record", "kinesis:updateMaxRecordSize", (b) => ({
    StreamARN: streamArn(b),
    MaxRecordSizeInKiB: 1024,
  })),
  schedule("provisions", "a schedule makes the capacity provisioned at night", "kinesis:updateStreamMode", (b) => ({
    StreamARN: streamArn(b),
    StreamModeDetails: { StreamMode: "PROVISIONED" },
  })),
  schedule("closes-role", "a schedule takes the role's policy away at night", "iam:deleteRolePolicy", (b) => ({
    RoleName: b.resource("access-role").id,
    PolicyName: "put",
  })),
  schedule(
    "mutes-alarms",
    "a schedule switches the alarms off",
    "cloudwatch:disableAlarmActions",
    (b) => ({ AlarmNames: [`${b.pipelineName}-prod-server-errors`] }),
    // An update makes only the alarms that an attack changes.
    { "alarms-server-errors": set({}) },
  ),
  schedule("unlinks-key", "a schedule takes the key out of the plan", "apigateway:deleteUsagePlanKey", (b) => ({
    UsagePlanId: b.pipeline.usagePlanId,
    KeyId: b.pipeline.apiKeyId,
  })),
  schedule("writes-file", "a schedule puts an old file into the secret", "secretsmanager:putSecretValue", (b) => ({
    SecretId: b.pipeline.connectorSecretArn,
    SecretString: "old",
  })),
  does("machine-answers-200", "a state machine maps failures to 200", {
    own: true,
    add: (b) =>
      new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/service-role/orders`,
        definition: pulumi.jsonStringify({
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              ItemProcessor: {
                StartAt: "Answer",
                States: {
                  Answer: {
                    Type: "Task",
                    Resource: "arn:aws:states:::aws-sdk:apigateway:updateIntegrationResponse",
                    Parameters: { RestApiId: b.pipeline.apiId, StatusCode: "502" },
                    End: true,
                  },
                },
              },
              End: true,
            },
          },
        }),
        tags: b.tags,
      }),
  }),
];
