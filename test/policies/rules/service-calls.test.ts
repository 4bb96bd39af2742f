import { serviceCalls } from "../../../policies/rules/service-calls";
import type { Fixture } from "../../support/policy";
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
  },
  accepts: {
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
