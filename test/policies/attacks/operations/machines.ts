import type { Stage } from "@pulumi/aws/apigateway/stage";
import * as cfg from "@pulumi/aws/cfg";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as codebuild from "@pulumi/aws/codebuild";
import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import { machine } from "../build/automations";
import { SERVICE_ROLE } from "../build/documents";
import { attackOf, r2Door, r4Does, r4Variant, r5Beside, r5Service } from "../build/kinds";
import type { Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const r6Service = attackOf("r6", "service", "no schedule, automation or remediation changes what the API needs");

/** A state machine of one task, beside a pipeline of its own. */
const task = (action: string, parameters: (b: Mine) => object) => ({
  own: true,
  add: (b: Mine) =>
    machine(b, {
      StartAt: "Do",
      States: {
        Do: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${action}`, Parameters: parameters(b), End: true },
      },
    }),
});

/** A state machine, a document or a build changes what the program made. */
export const machines: readonly Attack[] = [
  r6Service("finding", "each finding of Security Hub on the stage is answered by a document of AWS that deletes it", {
    own: true,
    // https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-apigw-stage.html
    add: (b) => {
      const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
        region: b.region,
        eventPattern: JSON.stringify({
          source: ["aws.securityhub"],
          "detail-type": ["Security Hub Findings - Imported"],
          detail: { findings: { ProductFields: { ControlId: ["APIGateway.4"] }, Compliance: { Status: ["FAILED"] } } },
        }),
        tags: b.tags,
      });
      return new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: rule.name,
        arn: `arn:aws:ssm:${b.region}::automation-definition/AWSConfigRemediation-DeleteAPIGatewayStage:$DEFAULT`,
        roleArn: SERVICE_ROLE,
        input: pulumi.jsonStringify({
          AutomationAssumeRole: [SERVICE_ROLE],
          StageArn: [(b.resource("api-stage") as Stage).arn],
        }),
      });
    },
  }),
  r5Service("remediation", "AWS Config deletes each stage that its rule does not like", {
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
          { name: "AutomationAssumeRole", staticValue: SERVICE_ROLE },
          { name: "StageArn", staticValue: (b.resource("api-stage") as Stage).arn },
        ],
      }),
  }),
  r5Service("parallel", "one of two branches of a state machine leads the stage to another deployment", {
    own: true,
    add: (b) =>
      machine(b, {
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
  }),
  r5Beside("window", "a maintenance window deletes the role with which the API writes", {
    own: true,
    // https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-iam-role.html
    add: (b) =>
      new ssm.MaintenanceWindowTask(`${b.name}-task`, {
        region: b.region,
        windowId: "mw-0123456789abcdef0",
        taskType: "AUTOMATION",
        taskArn: "AWSConfigRemediation-DeleteIAMRole",
        serviceRoleArn: SERVICE_ROLE,
        taskInvocationParameters: {
          automationParameters: {
            documentVersion: "$DEFAULT",
            parameters: [
              { name: "AutomationAssumeRole", values: [SERVICE_ROLE] },
              { name: "IAMRoleID", values: [(b.resource("access-role") as iam.Role).uniqueId] },
            ],
          },
        },
      }),
  }),
  r4Does("machine-answers-200", "a state machine maps failures to 200", {
    own: true,
    add: (b) =>
      machine(b, {
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
  }),
  r4Variant("script-of-document", "a document of Systems Manager deletes the stream by a script", {
    add: (b) =>
      new ssm.Document(`${b.name}-document`, {
        region: b.region,
        name: "orders-cleanup",
        documentType: "Automation",
        documentFormat: "YAML",
        content: stringify({
          schemaVersion: "0.3",
          assumeRole: SERVICE_ROLE,
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
  r4Variant("build-deletes", "a build deletes the stream by a command", {
    add: (b) =>
      new codebuild.Project(`${b.name}-build`, {
        region: b.region,
        name: "orders-cleanup",
        serviceRole: SERVICE_ROLE,
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
  r2Door(
    "machine-decrypts",
    "a state machine ends the stream's encryption",
    task("kinesis:stopStreamEncryption", (b) => ({
      StreamName: b.stream,
      EncryptionType: "KMS",
      KeyId: "alias/aws/kinesis",
    })),
  ),
  r2Door(
    "machine-shows-key",
    "a state machine reads the key's value into its history",
    task("apigateway:getApiKey", (b) => ({
      ApiKey: b.pipeline.apiKeyId,
      IncludeValue: true,
    })),
  ),
  r2Door("automation", "an automation deletes the stream every day", {
    own: true,
    add: (b) => {
      const document = new ssm.Document(`${b.name}-document`, {
        region: b.region,
        name: "orders-cleanup",
        documentType: "Automation",
        content: pulumi.jsonStringify({
          schemaVersion: "0.3",
          assumeRole: SERVICE_ROLE,
          mainSteps: [
            {
              name: "d",
              action: "aws:executeAwsApi",
              inputs: { Service: "kinesis", Api: "DeleteStream", StreamName: b.stream },
            },
          ],
        }),
        tags: b.tags,
      });
      new ssm.Association(`${b.name}-association`, {
        region: b.region,
        name: document.name,
        scheduleExpression: "rate(1 day)",
      });
    },
  }),
];
