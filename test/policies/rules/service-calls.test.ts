import { serviceCalls } from "../../../policies/rules/service-calls";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const schedule = (action: string, input: object = {}) => plus(scheduled(action, input));
const scheduled = (action: string, input: object) =>
  ({
    type: "aws:scheduler/schedule:Schedule",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      target: { arn: `arn:aws:scheduler:::aws-sdk:${action}`, input: JSON.stringify(input) },
    },
  }) satisfies Fixture;
const counter: Fixture = {
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  name: "filter",
  inputs: { region: "eu-west-1", name: "errors", logGroupName: "/orders/dev", pattern: "{$.error = *}" },
  edges: { logGroupName: ["log-group"] },
};
const STAGE = { ResourceArn: "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/dev", WebACLArn: "arn:acl" };
const machine = (action: string) =>
  plus({
    type: "aws:sfn/stateMachine:StateMachine",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      definition: JSON.stringify({ States: { Do: { Resource: `arn:aws:states:::aws-sdk:${action}` } } }),
      tags: {},
    },
  });
const automation = (Service: string, Api: string) =>
  plus({
    type: "aws:ssm/document:Document",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      content: JSON.stringify({ mainSteps: [{ action: "aws:executeAwsApi", inputs: { Service, Api } }] }),
      tags: {},
    },
  });
/** AWS Config repairs what its rule does not like. */
const remediation = (targetId: string, parameters: object, more: object = {}) =>
  plus({
    type: "aws:cfg/remediationConfiguration:RemediationConfiguration",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      configRuleName: "rule",
      targetType: "SSM_DOCUMENT",
      targetId,
      automatic: true,
      parameters: [{ name: "Subject", ...parameters }],
      ...more,
    },
  });
const DELETE_STAGE = "AWSConfigRemediation-DeleteAPIGatewayStage";
const runs = (subject: string) => ({ caller: [`runs a document of AWS on ${subject}, past this program.`] });
const made = (stack: readonly Fixture[], property: string, ...sources: readonly string[]) =>
  stack.map((fixture) => (fixture.name === "caller" ? { ...fixture, edges: { [property]: sources } } : fixture));
const ROLE_ID = "AROA0123456789EXAMPLE";
/** https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-delete-iam-role.html */
const deletesRole = (id: unknown, ...sources: readonly string[]) =>
  made(
    plus({
      type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
      name: "caller",
      inputs: {
        region: "eu-west-1",
        taskType: "AUTOMATION",
        taskArn: "AWSConfigRemediation-DeleteIAMRole",
        taskInvocationParameters: { automationParameters: { parameters: [{ name: "IAMRoleID", values: [id] }] } },
      },
    }),
    "taskInvocationParameters",
    ...sources,
  );
/** EventBridge runs a document of AWS. */
const onEvent = (document: string, more: object) =>
  plus({
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      rule: "findings",
      arn: `arn:aws:ssm:eu-west-1::automation-definition/${document}:$DEFAULT`,
      ...more,
    },
  });
const FROM_EVENT = { inputTransformer: { inputPaths: { arn: "$.resources[0]" }, inputTemplate: '{"Arn":[<arn>]}' } };
const starts = (DocumentName: string, Parameters: object) =>
  schedule("ssm:startAutomationExecution", { DocumentName, Parameters });
/** A state machine of two states, of which one starts a document. */
const starting = (DocumentName: string, Parameters: object, other = "") =>
  plus({
    type: "aws:sfn/stateMachine:StateMachine",
    name: "caller",
    inputs: {
      region: "eu-west-1",
      definition: JSON.stringify({
        States: {
          Say: { Type: "Pass", Result: other },
          Do: {
            Resource: "arn:aws:states:::aws-sdk:ssm:startAutomationExecution",
            Parameters: { DocumentName, Parameters },
          },
        },
      }),
      tags: {},
    },
  });
const calls = (name: string) => ({ caller: [`calls ${name}, past this program and the API.`] });

describeRule(serviceCalls, {
  finds: {
    "a schedule that takes the role's policy away": {
      stack: schedule("iam:deleteRolePolicy", { RoleName: "role-1", PolicyName: "put" }),
      found: { caller: ["calls iam:DeleteRolePolicy on the API's role, past this program."] },
      phases: ["up"],
    },
    "a schedule that switches an alarm off": {
      stack: schedule("cloudwatch:disableAlarmActions", { AlarmNames: ["orders-dev-errors"] }),
      found: { caller: ["calls cloudwatch:DisableAlarmActions on an alarm, past this program."] },
    },
    "a schedule that puts a web ACL before the API": {
      stack: schedule("wafv2:associateWebACL", STAGE),
      found: { caller: ["calls wafv2:AssociateWebACL on an API that takes records, past this program."] },
      phases: ["up"],
    },
    "a schedule that deletes what counts records": {
      stack: plus(counter, scheduled("cloudwatchlogs:deleteMetricFilter", { LogGroupName: "/orders/dev" })),
      found: { caller: ["calls logs:DeleteMetricFilter on a log that is counted, past this program."] },
    },
    "a schedule that deletes a stream": {
      stack: schedule("kinesis:deleteStream"),
      found: calls("kinesis:deletestream"),
    },
    "a machine that reads a key": { stack: machine("apigateway:getApiKey"), found: calls("apigateway:getapikey") },
    "an automation that changes a method": {
      stack: automation("apigateway", "UpdateMethod"),
      found: calls("apigateway:updatemethod"),
    },
    "a remediation of all stages": {
      stack: remediation(DELETE_STAGE, { resourceValue: "RESOURCE_ID" }, { resourceType: "AWS::ApiGateway::Stage" }),
      found: runs("an API that takes records"),
    },
    "a remediation of all streams": {
      stack: remediation("AWS-Any", { resourceValue: "RESOURCE_ID" }, { resourceType: "AWS::Kinesis::Stream" }),
      found: runs("a stream of the API"),
    },
    "a remediation of the API's stage, by reference": {
      stack: made(remediation(DELETE_STAGE, { staticValue: awsAssigns(STAGE.ResourceArn) }), "parameters", "stage"),
      found: runs("an API that takes records"),
    },
    "a remediation of the API's role": {
      stack: remediation("AWSConfigRemediation-DetachIAMPolicy", {
        staticValue: "arn:aws:iam::123456789012:role/role-1",
      }),
      found: runs("the API's role"),
      phases: ["up"],
    },
    "an association that runs on the stream": {
      stack: made(
        plus({
          type: "aws:ssm/association:Association",
          name: "caller",
          inputs: {
            region: "eu-west-1",
            name: "arn:aws:ssm:eu-west-1::automation-definition/AWS-DeleteStream:1",
            parameters: { Stream: awsAssigns("arn:aws:kinesis:eu-west-1:123456789012:stream/orders") },
            tags: {},
          },
        }),
        "parameters",
        "stream",
      ),
      found: runs("a stream of the API"),
    },
    "a maintenance window that deletes an alarm": {
      stack: plus({
        type: "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
        name: "caller",
        inputs: {
          region: "eu-west-1",
          taskType: "AUTOMATION",
          taskArn: "AWS-DeleteAlarm",
          taskInvocationParameters: {
            automationParameters: { parameters: [{ name: "AlarmName", values: ["orders-dev-errors"] }] },
          },
        },
      }),
      found: runs("an alarm"),
    },
    "an event that deletes the stage": {
      stack: onEvent(DELETE_STAGE, { input: JSON.stringify({ StageArn: [STAGE.ResourceArn] }) }),
      found: runs("an API that takes records"),
      phases: ["up"],
    },
    "an event that deletes the stage, by reference": {
      stack: made(onEvent(DELETE_STAGE, { input: awsAssigns("{}") }), "input", "stage"),
      found: runs("an API that takes records"),
    },
    "an event that deletes the API's role, by its name": {
      stack: onEvent("AWSConfigRemediation-DetachIAMPolicy", { input: JSON.stringify({ RoleName: ["role-1"] }) }),
      found: runs("the API's role"),
      phases: ["up"],
    },
    "an event that changes the stream": {
      stack: onEvent("AWS-Any", { input: '{"Stream":["arn:aws:kinesis:eu-west-1:123456789012:stream/orders"]}' }),
      found: runs("a stream of the API"),
      phases: ["up"],
    },
    "an event that deletes whatever stage it is about": {
      stack: onEvent(DELETE_STAGE, FROM_EVENT),
      found: runs("an API that takes records"),
    },
    "a schedule that starts a document of AWS on the stage": {
      stack: starts(DELETE_STAGE, { StageArn: [STAGE.ResourceArn] }),
      found: runs("an API that takes records"),
      phases: ["up"],
    },
    "a machine that starts a document of AWS on the stage": {
      stack: starting(DELETE_STAGE, { StageArn: [STAGE.ResourceArn] }),
      found: runs("an API that takes records"),
      phases: ["up"],
    },
    "a plan for incidents that deletes the stage": {
      stack: plus({
        type: "aws:ssmincidents/responsePlan:ResponsePlan",
        name: "caller",
        inputs: {
          region: "eu-west-1",
          action: {
            ssmAutomations: [
              { documentName: DELETE_STAGE, parameters: [{ name: "StageArn", values: [STAGE.ResourceArn] }] },
            ],
          },
          tags: {},
        },
      }),
      found: runs("an API that takes records"),
      phases: ["up"],
    },
    "a maintenance window that deletes the API's role, by its unique id": {
      stack: deletesRole(awsAssigns(ROLE_ID), "role"),
      found: runs("the API's role"),
    },
    "a maintenance window that deletes the API's role, by an id that somebody wrote": {
      stack: deletesRole(ROLE_ID).map((fixture) =>
        fixture.name === "role"
          ? { ...fixture, outputs: { ...fixture.outputs, uniqueId: awsAssigns(ROLE_ID) } }
          : fixture,
      ),
      found: runs("the API's role"),
      phases: ["up"],
    },
  },
  accepts: {
    "a maintenance window that deletes another role": { stack: deletesRole("AROA9876543210EXAMPLE") },
    "an event that tells somebody of the stage": {
      stack: onEvent("AWS-PublishSNSNotification", { input: JSON.stringify({ Message: [STAGE.ResourceArn] }) }),
    },
    "an event that deletes another stage": {
      stack: onEvent(DELETE_STAGE, {
        input: JSON.stringify({ StageArn: [STAGE.ResourceArn.replace("a1b2c3", "z9")] }),
      }),
    },
    "an event that changes whatever machine it is about": { stack: onEvent("AWS-StopEC2Instance", FROM_EVENT) },
    "an event that runs something else": {
      stack: plus({
        type: "aws:cloudwatch/eventTarget:EventTarget",
        name: "caller",
        inputs: { region: "eu-west-1", rule: "findings", arn: "arn:aws:sns:eu-west-1:123456789012:pager" },
      }),
    },
    "a machine that starts a document of AWS on something else than the stage that it is made from": {
      stack: made(starting("AWS-StopEC2Instance", { InstanceId: ["i-1"] }, STAGE.ResourceArn), "definition", "stage"),
    },
    "a schedule that starts a document that reads": {
      stack: starts("AWSSupport-TroubleshootAPIGatewayHttpErrors", { RestApiId: ["a1b2c3"] }),
    },
    "a remediation that a person starts": {
      stack: remediation(
        DELETE_STAGE,
        { resourceValue: "RESOURCE_ID" },
        { resourceType: "AWS::ApiGateway::Stage", automatic: false },
      ),
    },
    "a remediation of something else": {
      stack: remediation(
        "AWS-ConfigureS3BucketVersioning",
        { resourceValue: "RESOURCE_ID" },
        { resourceType: "AWS::S3::Bucket" },
      ),
    },
    "a remediation that tells somebody": {
      stack: remediation("AWS-PublishSNSNotification", { staticValue: "orders-dev-errors" }),
    },
    "a schedule that changes another role": { stack: schedule("iam:deleteRolePolicy", { RoleName: "role-10" }) },
    "a schedule that deletes what counts something else": {
      stack: plus(counter, scheduled("cloudwatchlogs:deleteMetricFilter", { LogGroupName: "/orders/dev/other" })),
    },
    "a schedule that puts a web ACL before another API": {
      stack: schedule("wafv2:associateWebACL", {
        ...STAGE,
        ResourceArn: STAGE.ResourceArn.replace("a1b2c3", "d4e5f6"),
      }),
    },
    "a schedule that counts something": { stack: schedule("cloudwatch:putMetricData", { Namespace: "orders" }) },
    "a schedule that reads": { stack: schedule("kinesis:describeStreamSummary") },
    "a machine of another service": { stack: machine("dynamodb:putItem") },
    "an automation of another service": { stack: automation("ec2", "StopInstances") },
  },
});
