import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";

import { scheduled } from "../build/automations";
import { set } from "../build/changes";
import { ACCOUNT, SERVICE_ROLE, streamArn } from "../build/documents";
import { r2Door, r4Does, r4Later, r5Service } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A schedule changes what the program made. */
export const schedules: readonly Attack[] = [
  r5Service("rollback", "each night a schedule makes an older version of the connector's file the current one", {
    own: true,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "cron(0 3 * * ? *)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:secretsmanager:updateSecretVersionStage",
          roleArn: SERVICE_ROLE,
          input: pulumi.jsonStringify({
            SecretId: b.pipeline.connectorSecretArn,
            VersionStage: "AWSCURRENT",
            MoveToVersionId: "5c64e6a0-2f0f-4d32-9d7c-000000000000",
          }),
        },
      }),
  }),
  r4Later(
    "by-schedule-blocks",
    "a schedule puts a web ACL before the API",
    scheduled("wafv2:associateWebACL", (b) => ({
      ResourceArn: pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}/stages/prod`,
      WebACLArn: `arn:aws:wafv2:${b.region}:${ACCOUNT}:regional/webacl/none/1`,
    })),
  ),
  r4Later(
    "by-schedule-counts-nothing",
    "a schedule deletes a metric filter",
    scheduled("cloudwatchlogs:deleteMetricFilter", (b) => ({
      LogGroupName: `/aws/apigateway/${b.pipelineName}-prod/access`,
      FilterName: `${b.pipelineName}-prod-refused-records`,
    })),
  ),
  r4Does(
    "schedule-shrinks-records",
    "a schedule lowers the size of a record",
    scheduled("kinesis:updateMaxRecordSize", (b) => ({
      StreamARN: streamArn(b),
      MaxRecordSizeInKiB: 1024,
    })),
  ),
  r4Does(
    "schedule-provisions",
    "a schedule makes the capacity provisioned at night",
    scheduled("kinesis:updateStreamMode", (b) => ({
      StreamARN: streamArn(b),
      StreamModeDetails: { StreamMode: "PROVISIONED" },
    })),
  ),
  r4Does(
    "schedule-closes-role",
    "a schedule takes the role's policy away at night",
    scheduled("iam:deleteRolePolicy", (b) => ({
      RoleName: b.resource("access-role").id,
      PolicyName: "put",
    })),
  ),
  r4Does("schedule-mutes-alarms", "a schedule switches the alarms off", {
    ...scheduled("cloudwatch:disableAlarmActions", (b) => ({ AlarmNames: [`${b.pipelineName}-prod-server-errors`] })),
    // An update makes only the alarms that an attack changes.
    changes: { "alarms-server-errors": set({}) },
  }),
  r4Does(
    "schedule-unlinks-key",
    "a schedule takes the key out of the plan",
    scheduled("apigateway:deleteUsagePlanKey", (b) => ({
      UsagePlanId: b.pipeline.usagePlanId,
      KeyId: b.pipeline.apiKeyId,
    })),
  ),
  r4Does(
    "schedule-writes-file",
    "a schedule puts an old file into the secret",
    scheduled("secretsmanager:putSecretValue", (b) => ({
      SecretId: b.pipeline.connectorSecretArn,
      SecretString: "old",
    })),
  ),
  r2Door(
    "schedule-writes",
    "a schedule writes to the stream",
    scheduled("kinesis:putRecord", (b) => ({
      StreamName: b.stream,
      PartitionKey: "1",
      Data: "e30=",
    })),
  ),
  r2Door(
    "schedule-deletes-stream",
    "a schedule deletes the stream with its records",
    scheduled("kinesis:deleteStream", (b) => ({
      StreamName: b.stream,
      EnforceConsumerDeletion: true,
    })),
  ),
  r2Door(
    "schedule-forgets",
    "a schedule shortens how long records are kept",
    scheduled("kinesis:decreaseStreamRetentionPeriod", (b) => ({
      StreamName: b.stream,
      RetentionPeriodHours: 24,
    })),
  ),
  r2Door(
    "schedule-opens-method",
    "a schedule takes the key off the method",
    scheduled("apigateway:updateMethod", (b) => ({
      RestApiId: b.pipeline.apiId,
      HttpMethod: "POST",
      PatchOperations: [{ Op: "replace", Path: "/apiKeyRequired", Value: "false" }],
    })),
  ),
];
