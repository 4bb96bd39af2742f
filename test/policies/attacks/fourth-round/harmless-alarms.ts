import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sns from "@pulumi/aws/sns";

import type { Control } from "../harness/attack";
import { set } from "../second-round/support";
import { ACCOUNT } from "../shared";
import { fine } from "./support";

const CHAT = [`arn:aws:sns:ap-south-1:${ACCOUNT}:chat`];

const alarm = (
  name: string,
  says: string,
  args: Omit<cloudwatch.MetricAlarmArgs, "alarmActions" | "region">,
): Control =>
  fine(`alarm-${name}`, says, {
    phase: "preview",
    add: (b) =>
      new cloudwatch.MetricAlarm(`${b.name}-alarm`, { region: b.region, alarmActions: CHAT, tags: b.tags, ...args }),
  });
const filter = (name: string, says: string, logGroupName: string, pattern: string): Control =>
  fine(`filter-${name}`, says, {
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
export const harmlessAlarms: readonly Control[] = [
  fine("pages-alone", "the pager hears of pages alone, by the text of the message", {
    changes: { "alarms-topic": set({}) },
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-pager`, {
        region: b.region,
        topic: b.pipeline.alarmTopicArn!,
        protocol: "https",
        endpoint: "https://pager.example.com/alarms",
        filterPolicyScope: "MessageBody",
        filterPolicy: '{"AlarmDescription":[{"prefix":"page: "}]}',
      }),
  }),
  fine("suppressed-by-deployment", "while a deployment runs, the side's alarm is quiet for ten minutes", {
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
  fine("alarm-of-consumer", "an alarm watches a consumer's function, on metrics that this stack does not make", {
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
  }),
  fine("stricter-alarm", "the alarm on failures goes off earlier, and takes no datapoint for trouble", {
    changes: { "alarms-server-errors": set({ threshold: 0.01, treatMissingData: "breaching" }) },
  }),
  fine("filter-of-own", "another metric filter counts who sends, and nobody alarms on it", {
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
  fine("alarm-of-two", "a composite alarm goes off where the API fails and nobody deploys", {
    changes: {
      "alarms-ours": set({
        alarmRule:
          'ALARM("r4-fine-alarm-of-two-prod-server-errors") AND NOT ALARM("r4-fine-alarm-of-two-prod-latency-p99")',
      }),
    },
  }),
  fine("alarm-by-math", "an alarm fills what is missing, and compares two metrics", {
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
];
