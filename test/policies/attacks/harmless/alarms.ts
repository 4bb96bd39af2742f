import * as chatbot from "@pulumi/aws/chatbot";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { accessLogArn } from "../build/alarms";
import { props, set } from "../build/changes";
import { ACCOUNT, allow, CHAT, policyOf, trustOf } from "../build/documents";
import { fine } from "../build/mine";
import { pager } from "../build/services";
import type { Control } from "../harness/attack";

const READS = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess";

const alarm = (
  name: string,
  says: string,
  args: Omit<cloudwatch.MetricAlarmArgs, "alarmActions" | "region">,
): Control =>
  fine(`r4-fine-alarm-${name}`, says, {
    phase: "preview",
    add: (b) =>
      new cloudwatch.MetricAlarm(`${b.name}-alarm`, { region: b.region, alarmActions: CHAT, tags: b.tags, ...args }),
  });

const filter = (name: string, says: string, logGroupName: string, pattern: string): Control =>
  fine(`r4-fine-filter-${name}`, says, {
    phase: "preview",
    own: true,
    add: (b) =>
      new cloudwatch.LogMetricFilter(`${b.name}-filter`, {
        region: b.region,
        name: "seen",
        logGroupName: logGroupName || `/aws/apigateway/${b.pipelineName}-prod/access`,
        pattern,
        metricTransformation: { namespace: "orders", name: "Seen", value: "1" },
      }),
  });

/** Alarms, metric filters and topics. */
export const alarms: readonly Control[] = [
  fine("r6-fine-chat", "a chat hears of the alarms, and its people may look", {
    changes: { "alarms-ours": set({}) },
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Service: "chatbot.amazonaws.com" },
          { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        ),
        tags: b.tags,
      });
      new iam.RolePolicyAttachment(`${b.name}-reads`, { role: role.name, policyArn: READS });
      return new chatbot.SlackChannelConfiguration(`${b.name}-channel`, {
        region: b.region,
        configurationName: "orders",
        slackTeamId: "T01234567",
        slackChannelId: "C01234567",
        iamRoleArn: role.arn,
        guardrailPolicyArns: [READS],
        snsTopicArns: [b.pipeline.alarmTopicArn!],
        tags: b.tags,
      });
    },
  }),
  fine(
    "r6-fine-more-in-lines",
    "each line of the access log gets a field more, and metric filters read the lines as they come",
    {
      changes: { "alarms-refused-records": set({}) },
      add: (b) =>
        new cloudwatch.LogTransformer(`${b.name}-transformer`, {
          region: b.region,
          logGroupArn: accessLogArn(b),
          transformerConfigs: [{ parseJsons: [{}] }, { addKeys: { entries: [{ key: "service", value: "orders" }] } }],
        }),
    },
  ),
  fine("r5-fine-five-minutes", "the alarm on latency looks at periods of five minutes", {
    changes: { "alarms-latency-p99": set({ period: 300, evaluationPeriods: 3, datapointsToAlarm: 2 }) },
  }),
  fine("r5-fine-unread-earlier", "the alarm on unread records goes off after an hour", {
    changes: { "alarms-unread-records-r5-fine-unread-earlier": set({ threshold: 3_600_000 }) },
  }),
  fine("r5-fine-filter-with-unit", "metric filter and alarm say that they count", {
    changes: {
      "api-refused-records": props((given) => ({
        ...given,
        metricTransformation: { ...(given.metricTransformation as object), unit: "Count" },
      })),
      "alarms-refused-records": set({ unit: "Count" }),
    },
  }),
  fine("r4-fine-pages-alone", "the pager hears of pages alone, by the text of the message", {
    changes: { "alarms-topic": set({}) },
    add: (b) =>
      pager(b, {
        filterPolicyScope: "MessageBody",
        filterPolicy: '{"AlarmDescription":[{"prefix":"page: "}]}',
      }),
  }),
  fine("r4-fine-suppressed-by-deployment", "while a deployment runs, the side's alarm is quiet for ten minutes", {
    changes: {
      "alarms-ours": set({
        actionsSuppressor: { alarm: "orders-deploying", extensionPeriod: 60, waitPeriod: 60 },
      }),
    },
    add: (b) =>
      new cloudwatch.MetricAlarm(`${b.name}-deploying`, {
        region: b.region,
        name: "orders-deploying",
        namespace: "orders/deployments",
        metricName: "Running",
        statistic: "Maximum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        period: 60,
        treatMissingData: "notBreaching",
        alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:chat`],
        tags: b.tags,
      }),
  }),
  fine(
    "r4-fine-alarm-of-consumer",
    "an alarm watches a consumer's function, on metrics that this stack does not make",
    {
      add: (b) =>
        new cloudwatch.MetricAlarm(`${b.name}-errors`, {
          region: b.region,
          namespace: "AWS/Lambda",
          metricName: "Errors",
          dimensions: { FunctionName: "orders-reader" },
          statistic: "Sum",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 0,
          evaluationPeriods: 5,
          datapointsToAlarm: 3,
          period: 60,
          unit: "Count",
          treatMissingData: "notBreaching",
          alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:chat`],
          tags: b.tags,
        }),
    },
  ),
  fine("r4-fine-stricter-alarm", "the alarm on failures goes off earlier, and takes no datapoint for trouble", {
    changes: { "alarms-server-errors": set({ threshold: 0.01, treatMissingData: "breaching" }) },
  }),
  fine("r4-fine-filter-of-own", "another metric filter counts who sends, and nobody alarms on it", {
    own: true,
    add: (b) =>
      new cloudwatch.LogMetricFilter(`${b.name}-senders`, {
        region: b.region,
        name: "senders",
        logGroupName: `/aws/apigateway/${b.pipelineName}-prod/access`,
        pattern: '{ $.userAgent = "*" }',
        metricTransformation: {
          namespace: "orders",
          name: "Senders",
          value: "1",
          dimensions: { Agent: "$.userAgent" },
        },
      }),
  }),
  fine("r4-fine-alarm-of-two", "a composite alarm goes off where the API fails and nobody deploys", {
    changes: {
      "alarms-ours": set({
        alarmRule:
          'ALARM("r4-fine-alarm-of-two-prod-server-errors") AND NOT ALARM("r4-fine-alarm-of-two-prod-latency-p99")',
      }),
    },
  }),
  fine("r4-fine-alarm-by-math", "an alarm fills what is missing, and compares two metrics", {
    changes: {
      "alarms-refused-records": set({
        metricName: undefined,
        namespace: undefined,
        statistic: undefined,
        period: undefined,
        dimensions: undefined,
        metricQueries: [
          { id: "share", expression: "100 * FILL(refused, 0) / (FILL(refused, 0) + stored)", returnData: true },
          ...["refused", "stored"].map((id) => ({
            id,
            metric: {
              namespace: "aerospike-kinesis/r4-fine-alarm-by-math-prod",
              metricName: id === "refused" ? "RefusedRecords" : "StoredRecords",
              stat: "Sum",
              period: 60,
            },
          })),
        ],
      }),
    },
  }),
  alarm("of-account", "an alarm watches how many requests all APIs of the account get", {
    namespace: "AWS/ApiGateway",
    metricName: "Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1_000_000,
    evaluationPeriods: 5,
    period: 60,
    treatMissingData: "notBreaching",
  }),
  alarm("of-percent", "an alarm on a share counts in percent", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 5,
    evaluationPeriods: 5,
    treatMissingData: "notBreaching",
    metricQueries: [
      { id: "percent", expression: "100 * errors", returnData: true },
      {
        id: "errors",
        metric: {
          namespace: "AWS/ApiGateway",
          metricName: "5XXError",
          stat: "Average",
          period: 60,
          dimensions: { ApiName: "shared-prod" },
        },
      },
    ],
  }),
  alarm("of-few-machines", "an alarm on machines that are there rests while none is", {
    namespace: "AWS/ApplicationELB",
    metricName: "HealthyHostCount",
    dimensions: { LoadBalancer: "app/esp/1" },
    statistic: "Minimum",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 5,
    period: 60,
    treatMissingData: "notBreaching",
  }),
  alarm("of-other-stack", "an alarm reads a metric that another stack's filter writes", {
    namespace: "billing/errors",
    metricName: "Errors",
    statistic: "Sum",
    unit: "Count",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    period: 300,
    treatMissingData: "notBreaching",
  }),
  alarm("of-own-account", "an alarm names the account in which it is", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 5,
    treatMissingData: "notBreaching",
    metricQueries: [
      {
        id: "throttled",
        accountId: ACCOUNT,
        returnData: true,
        metric: {
          namespace: "AWS/Kinesis",
          metricName: "WriteProvisionedThroughputExceeded",
          stat: "Sum",
          period: 60,
          dimensions: { StreamName: "shared" },
        },
      },
    ],
  }),
  filter("by-class", "a filter counts a class of statuses", "", '{ ($.status = 4*) || ($.status = "5*") }'),
  filter("by-number", "a filter counts what takes long", "", "{ ($.responseLatency > 1000) && ($.status != 200) }"),
  filter("by-words", "a filter counts words of another log", "/aws/lambda/orders", "?ERROR ?Exception -INFO"),
  filter(
    "by-columns",
    "a filter counts columns of another log",
    "/aws/vpc/flow",
    "[ip, id, user, time, request, status=4*, size]",
  ),
  fine("r4-fine-second-topic-chosen", "a chat hears of a topic that is not the alarms', by an attribute", {
    changes: { "alarms-topic": set({}), "alarms-ours": props((given) => ({ ...given })) },
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-chat`, {
        region: b.region,
        topic: CHAT[0]!,
        protocol: "https",
        endpoint: "https://chat.example.com/orders",
        filterPolicy: '{"severity":["page"]}',
      }),
  }),
  fine("r2-fine-alarms", "alarms watch the API and the stream, and a topic tells of them", {
    // Beside harmless APIs that are in no component, its alarms would be taken for theirs.
    own: true,
    add: (b) => {
      const key = new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: policyOf(
            allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
            allow(["kms:Decrypt", "kms:GenerateDataKey*"], "*", {
              Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
              Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
            }),
          ),
          tags: b.tags,
        },
        { protect: true },
      );
      const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: key.id, tags: b.tags });
      for (const metricName of ["5XXError", "4XXError"]) {
        new cloudwatch.MetricAlarm(`${b.name}-alarm-${metricName}`, {
          region: b.region,
          comparisonOperator: "GreaterThanThreshold",
          evaluationPeriods: 1,
          namespace: "AWS/ApiGateway",
          metricName,
          dimensions: { ApiName: b.pipelineName, Stage: b.pipeline.stageName },
          alarmActions: [topic.arn],
          tags: b.tags,
        });
      }
      new cloudwatch.Dashboard(`${b.name}-dashboard`, {
        region: b.region,
        dashboardName: "orders",
        dashboardBody: pulumi.jsonStringify({
          widgets: [
            {
              type: "text",
              properties: { markdown: pulumi.interpolate`API ${b.pipeline.apiId}, ${b.pipeline.endpoint}` },
            },
          ],
        }),
      });
    },
  }),
  fine("r3-fine-topic-for-more", "a role and EventBridge publish to the topic, too", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf(
          ...[{ Service: "cloudwatch.amazonaws.com" }, { Service: "events.amazonaws.com" }].map((Principal) => ({
            Effect: "Allow",
            Principal,
            Action: "sns:Publish",
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
          })),
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reports` },
            Action: "sns:*",
            Resource: "*",
          },
        ),
      }),
    },
  }),
  fine("r3-fine-subscribed", "a pager and a person are told of alarms", {
    own: true,
    add: (b) => {
      const topic = `arn:aws:sns:${b.region}:${ACCOUNT}:alarms`;
      new sns.TopicSubscription(`${b.name}-pager`, {
        region: b.region,
        topic,
        protocol: "https",
        endpoint: "https://pager.example.com/alarms",
      });
      return new sns.TopicSubscription(`${b.name}-person`, {
        region: b.region,
        topic,
        protocol: "email",
        endpoint: "on-call@example.com",
      });
    },
  }),
  fine("r3-fine-topic-told", "the alarm tells a second topic, also when it lacks data", {
    changes: {
      "alarms-server-errors": props((given) => ({
        ...given,
        alarmActions: [...(given.alarmActions as unknown[]), `arn:aws:sns:ap-south-1:${ACCOUNT}:pager`],
        insufficientDataActions: given.alarmActions,
      })),
    },
    phase: "update",
  }),
  fine("r3-fine-muted-at-night", "a ticket's alarm is mute during the hours of a planned work", {
    phase: "preview",
    add: (b) =>
      new cloudwatch.AlarmMuteRule(`${b.name}-mute`, {
        region: b.region,
        name: b.name,
        muteTargets: { alarmNames: ["other-service"] },
        rule: { schedule: { duration: "PT2H", expression: "at(2027-01-01T00:00)" } },
        tags: b.tags,
      }),
  }),
];
