import type { Stage } from "@pulumi/aws/apigateway/stage";
import * as cfg from "@pulumi/aws/cfg";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { set } from "../second-round/support";
import { ACCOUNT, allow, serviceRole } from "../shared";
import { attackOf } from "./support";

const role = attackOf("role", "no role may change the API, its key, its file, or the alarms");
const service = attackOf("service", "no schedule, state machine or automation changes what the API needs");
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

export const operators: readonly Attack[] = [
  role("file-of-yesterday", "a container may make an older version of the connector's file the current one", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow("secretsmanager:UpdateSecretVersionStage", b.pipeline.connectorSecretArn),
      ),
  }),
  role("alarm-rewritten", "a container may write the side's alarm anew, with any threshold", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          "cloudwatch:PutMetricAlarm",
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:r5-role-alarm-rewritten-prod-server-errors`,
        ),
      ),
  }),
  service("remediation", "AWS Config deletes each stage that its rule does not like", {
    own: true,
    // https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-apigw-stage.html
    add: (b) =>
      new cfg.RemediationConfiguration(`${b.name}-remediation`, {
        region: b.region,
        configRuleName: "api-gw-associated-with-waf",
        resourceType: "AWS::ApiGateway::Stage",
        targetType: "SSM_DOCUMENT",
        targetId: "AWSConfigRemediation-DeleteAPIGatewayStage",
        automatic: true,
        maximumAutomaticAttempts: 5,
        retryAttemptSeconds: 60,
        parameters: [
          { name: "AutomationAssumeRole", staticValue: ROLE },
          { name: "StageArn", staticValue: (b.resource("api-stage") as Stage).arn },
        ],
      }),
  }),
  service("parallel", "one of two branches of a state machine leads the stage to another deployment", {
    own: true,
    add: (b) =>
      new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: ROLE,
        definition: pulumi.jsonStringify({
          QueryLanguage: "JSONata",
          StartAt: "Both",
          States: {
            Both: {
              Type: "Parallel",
              Branches: [
                { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 5, End: true } } },
                {
                  StartAt: "Lead",
                  States: {
                    Lead: {
                      Type: "Task",
                      Resource: "arn:aws:states:::aws-sdk:apigateway:updateStage",
                      Arguments: {
                        RestApiId: b.pipeline.apiId,
                        StageName: b.pipeline.stageName,
                        PatchOperations: [
                          { Op: "replace", Path: "/deploymentId", Value: "{% $states.input.previous %}" },
                        ],
                      },
                      End: true,
                    },
                  },
                },
              ],
              End: true,
            },
          },
        }),
        tags: b.tags,
      }),
  }),
  service("rollback", "each night a schedule makes an older version of the connector's file the current one", {
    own: true,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "cron(0 3 * * ? *)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:secretsmanager:updateSecretVersionStage",
          roleArn: ROLE,
          input: pulumi.jsonStringify({
            SecretId: b.pipeline.connectorSecretArn,
            VersionStage: "AWSCURRENT",
            MoveToVersionId: "5c64e6a0-2f0f-4d32-9d7c-000000000000",
          }),
        },
      }),
  }),
];
