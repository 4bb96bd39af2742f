import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import * as xray from "@pulumi/aws/xray";

import type { Attack } from "../harness/attack";
import { props, set } from "../second-round/support";
import { ACCOUNT, policyOf } from "../shared";
import { attackOf, OTHER_ACCOUNT } from "./support";

const attack = attackOf(
  "watch",
  "alarms notify somebody, logs and traces are written, and the account's settings stay",
);

const OWN_ALARMS = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };
const keyStatement = (condition?: object) => ({
  Effect: "Allow",
  Principal: CLOUDWATCH,
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  ...(condition && { Condition: condition }),
});
const ROOT = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };

/** A rule of X-Ray that is asked before all others. */
const sampling = (name: string, breaks: string, rule: object): Attack =>
  attack(name, breaks, {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 1,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*",
        httpMethod: "*",
        resourceArn: "*",
        serviceName: "*",
        serviceType: "*",
        urlPath: "*",
        version: 1,
        tags: b.tags,
        ...rule,
      }),
  });

export const watched: readonly Attack[] = [
  attack("alarm-mute", "an alarm is made, and does nothing", {
    changes: { "alarms-server-errors": set({ actionsEnabled: false }) },
  }),
  attack("composite-mute", "the alarm of a side is made, and does nothing", {
    changes: { "alarms-ours": set({ actionsEnabled: false }) },
  }),
  attack("alarm-tells-recovery-only", "the alarm tells only that it is over", {
    changes: { "alarms-ours": set({ alarmActions: [] }) },
  }),
  attack("alarm-stops-machine", "the alarm's only action stops a machine, and notifies nobody", {
    changes: { "alarms-ours": set({ alarmActions: ["arn:aws:automate:ap-south-1:ec2:stop"] }) },
  }),
  attack("alarms-muted", "a rule mutes the alarms for all day, every day", {
    phase: "preview",
    own: true,
    add: (b) =>
      new cloudwatch.AlarmMuteRule(`${b.name}-mute`, {
        region: b.region,
        name: b.name,
        muteTargets: { alarmNames: [`${b.pipelineName}-prod-server-errors`] },
        rule: { schedule: { duration: "PT24H", expression: "cron(0 0 * * *)" } },
        tags: b.tags,
      }),
  }),
  attack("alarm-suppressed", "an alarm that always stands keeps the side's alarm from telling anybody", {
    changes: {
      "alarms-ours": set({
        actionsSuppressor: { alarm: "always", extensionPeriod: 60, waitPeriod: 60 },
      }),
    },
  }),
  attack("topic-of-any-account", "CloudWatch of any account may publish to the topic", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Allow", Principal: CLOUDWATCH, Action: "sns:Publish", Resource: "*" }),
      }),
    },
  }),
  attack("topic-read-by-anybody", "everybody may subscribe to the alarms", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sns:Subscribe", Resource: "*" }),
      }),
    },
  }),
  attack("topic-closed-to-alarms", "CloudWatch may not publish to the topic, and no alarm reaches anybody", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: "*" }),
      }),
    },
    at: ["alarms-ours"],
  }),
  attack("topic-key-closed-to-alarms", "CloudWatch may not use the topic's key, and no alarm reaches anybody", {
    changes: { "alarms-key": set({ policy: policyOf(ROOT) }) },
    at: ["alarms-topic"],
  }),
  attack("topic-key-for-other-alarms", "the topic's key is for alarms of another account alone", {
    phase: "update",
    at: ["alarms-topic"],
    changes: {
      "alarms-key": set({
        policy: policyOf(ROOT, keyStatement({ StringEquals: { "aws:SourceAccount": OTHER_ACCOUNT } })),
      }),
    },
  }),
  attack("topic-key-of-any-account", "CloudWatch may use the key for alarms of any account", {
    changes: { "alarms-key": set({ policy: policyOf(ROOT, keyStatement()) }) },
    at: ["alarms-topic"],
  }),
  attack("topic-key-without-owner", "nobody may ever change the key of the topic", {
    changes: { "alarms-key": set({ policy: policyOf(keyStatement(OWN_ALARMS)) }) },
    at: ["alarms-topic"],
  }),
  attack("topic-own-key-of-aws", "the topic's key is AWS's, which alarms cannot use", {
    changes: { "alarms-topic": set({ kmsMasterKeyId: "alias/aws/sns" }) },
  }),
  attack("topic-sent-plain", "alarms are sent in plain http", {
    own: true,
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-subscription`, {
        region: b.region,
        topic: b.pipeline.alarmTopicArn ?? `arn:aws:sns:${b.region}:${ACCOUNT}:alarms`,
        protocol: "http",
        endpoint: "http://pager.example.com/alarms",
      }),
  }),
  attack("log-infrequent", "the access log is of a class without metric filters, and alarms see nothing", {
    changes: { "api-access-log": set({ logGroupClass: "INFREQUENT_ACCESS" }) },
  }),
  attack("log-forgotten", "the group of the execution log keeps a line for a day", {
    changes: { "api-execution-log": set({ logGroupClass: "DELIVERY", retentionInDays: 2 }) },
  }),
  attack("trace-of-post", "a setting of the records' method logs bodies", {
    own: true,
    add: (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "kinesis/POST",
        settings: { loggingLevel: "INFO", dataTraceEnabled: true },
      }),
  }),
  attack("log-off-for-post", "the records' method logs no errors, though the stage does", {
    own: true,
    add: (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "kinesis/POST",
        settings: { loggingLevel: "OFF", dataTraceEnabled: false },
      }),
  }),
  attack("health-check-throttled", "health checks are refused, and the connector takes the address for dead", {
    changes: {
      "api-health-check": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), throttlingRateLimit: 0, throttlingBurstLimit: 0 },
      })),
    },
  }),
  sampling("samples-nothing", "X-Ray traces no request of any API of the account", {}),
  sampling("samples-no-post", "X-Ray traces no record of any API", { httpMethod: "POST", urlPath: "/kinesis" }),
  attack("traces-of-account", "a stage decides for the account where all traces go", {
    phase: "preview",
    add: (b) =>
      new xray.TraceSegmentDestination(`${b.name}-traces`, { region: b.region, destination: "CloudWatchLogs" }),
  }),
  attack("traces-plain", "a stage decides for the account that traces have AWS's own encryption", {
    phase: "preview",
    add: (b) => new xray.EncryptionConfig(`${b.name}-traces`, { region: b.region, type: "NONE" }),
  }),
  attack("logs-role-of-stage", "a stage sets the role with which every API of the account logs", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: policyOf({
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
        tags: b.tags,
      });
      return new apigateway.Account(`${b.name}-account`, { region: b.region, cloudwatchRoleArn: role.arn });
    },
  }),
  attack("logs-role-removed", "a stage takes away the role with which every API of the account logs", {
    phase: "preview",
    add: (b) => new apigateway.Account(`${b.name}-account`, { region: b.region, cloudwatchRoleArn: "" }),
  }),
];
