import { alarmCanGoOff } from "../../../policies/rules/alarm-can-go-off";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const TAGS = { service: "orders", stage: "dev" };
const HEARD = { region: "eu-west-1", alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"] };
const composite = (name: string, alarmRule: string, more: object = {}): Fixture => ({
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  name,
  inputs: { ...HEARD, alarmName: name, alarmRule, ...more },
});
const filter = (metric: Readonly<Record<string, unknown>>, region = "eu-west-1"): Fixture => ({
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  name: "filter",
  inputs: {
    region,
    name: "refused",
    logGroupName: "/orders/dev",
    pattern: "{ $.status = 400 }",
    metricTransformation: { namespace: "orders", name: "Refused", value: "1", ...metric },
  },
});
const counted = { namespace: "orders", metricName: "Refused", statistic: "Sum" };
const kinesis = {
  namespace: "AWS/Kinesis",
  metricName: "IncomingRecords",
  statistic: "Sum",
  dimensions: { StreamName: "orders" },
};
const gateway = { namespace: "AWS/ApiGateway", dimensions: { ApiName: "orders-dev", Stage: "dev" } };
const of = (inputs: Readonly<Record<string, unknown>>) => change("alarm", inputs);
const math = (expression: string, stat = "Average") =>
  of({
    threshold: 0.5,
    comparisonOperator: "GreaterThanThreshold",
    metricQueries: [
      { id: "judged", expression, returnData: true },
      { id: "share", metric: { ...gateway, metricName: "5XXError", stat, period: 60 } },
      { id: "failed", metric: { ...gateway, metricName: "5XXError", stat: "Sum", period: 60 } },
    ],
  });
const apiAlarm = (Method: string, settings?: Readonly<Record<string, unknown>>): readonly Fixture[] =>
  of({
    ...gateway,
    metricName: "Latency",
    dimensions: { ...gateway.dimensions, Method, Resource: "/kinesis" },
  }).map((fixture) => {
    if (fixture.name === "api") return { ...fixture, inputs: { ...fixture.inputs, name: "orders-dev" } };
    const given = fixture.inputs.settings as object;
    return fixture.name === "method-settings" && settings
      ? { ...fixture, inputs: { ...fixture.inputs, settings: { ...given, ...settings } } }
      : fixture;
  });
/** An alarm on a metric of an API, beside the API `orders-dev`. */
const named = (dimensions: Readonly<Record<string, string>>): readonly Fixture[] =>
  of({ namespace: "AWS/ApiGateway", metricName: "Latency", statistic: "Maximum", dimensions }).map((fixture) =>
    fixture.name === "api" ? { ...fixture, inputs: { ...fixture.inputs, name: "orders-dev" } } : fixture,
  );
const second = (dimensions: Readonly<Record<string, string>>, metricName: string): Fixture => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name: "second",
  inputs: { ...HEARD, namespace: "AWS/ApiGateway", metricName, statistic: "Maximum", dimensions, tags: TAGS },
  parent: "ingest",
});
/** An alarm on the metric of a stream that it reads in an account; also on that of the own one. */
const inAccount = (accountId: string, StreamName = "orders", own?: string): readonly Fixture[] =>
  of({
    alarmActions: HEARD.alarmActions,
    metricQueries: [
      { id: "read", accountId, metric: { ...watched, dimensions: { StreamName } } },
      ...(own === undefined ? [] : [{ id: own, metric: { ...watched, dimensions: { StreamName: "orders" } } }]),
    ],
  });
/** An alarm on how far a reader of a stream of a week is behind, by hours. */
const behind = (hours: number, more: object = {}) =>
  of({
    ...kinesis,
    metricName: "GetRecords.IteratorAgeMilliseconds",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: hours * 3_600_000,
    ...more,
  });
/** An alarm on a shard of the stream. */
const ofShard = (metricName: string, shardLevelMetrics?: readonly string[]) =>
  of({ ...kinesis, metricName, dimensions: { StreamName: "orders", ShardId: "shardId-000000000000" } }).map(
    (fixture) =>
      fixture.name === "stream" ? { ...fixture, inputs: { ...fixture.inputs, shardLevelMetrics } } : fixture,
  );
const byStatus = { dimensions: { Status: "$.status" } };
const httpApi: Fixture = {
  type: "aws:apigatewayv2/api:Api",
  name: "http-api",
  inputs: { region: "eu-west-1", name: "web", protocolType: "HTTP", tags: TAGS },
  outputs: { id: awsAssigns("h1t2t3p4") },
};
/** An alarm on an API by its id, which is not known before AWS assigns it. */
const byId = (id: string, source: string, metricName = "Latency") =>
  of({ namespace: "AWS/ApiGateway", metricName, dimensions: { ApiId: awsAssigns(id) } }).map((fixture) =>
    fixture.name === "alarm" ? { ...fixture, edges: { dimensions: [source] } } : fixture,
  );
const SILENT = "it finds no datapoint.";
const NO_METRIC = { alarm: [`reads a metric that AWS does not measure: ${SILENT}`] };
const NO_DIMENSIONS = { alarm: [`reads a metric by dimensions by which AWS does not measure it: ${SILENT}`] };
const each = (seconds: number) => ({
  alarm: [
    `has a period of ${seconds} seconds, and the metric has one datapoint a minute: most periods have none, and the alarm does not see them.`,
  ],
});
const NO_SHARD = {
  alarm: [`reads a metric of a shard, and shardLevelMetrics of its stream does not name it: ${SILENT}`],
};
const OTHER_DIMENSIONS = { alarm: [`reads a metric by other dimensions than its filter writes: ${SILENT}`] };
const watched = { namespace: "AWS/Kinesis", metricName: "IncomingRecords", stat: "Sum", period: 60 };
const ELSEWHERE = {
  alarm: [
    "reads the metric of an API or a stream that the stack does not have, and no alarm reads it of the stack's own.",
  ],
};
const NEVER = { rule: ["alarmRule never holds, whatever its alarms say: the alarm is silent."] };
const rule = (text: string) => plus(composite("rule", text));
const CONSTANT = { alarm: ["calculates a value that no metric changes."] };
const beyond = (threshold: number) => ({ alarm: [`has a threshold, ${threshold}, that the metric never passes.`] });

describeRule(alarmCanGoOff, {
  finds: {
    "a rule that is false": { stack: rule("FALSE"), found: NEVER },
    "a rule that contradicts itself": { stack: rule('ALARM("a") AND NOT ALARM("a")'), found: NEVER },
    "an alarm in two states at once": { stack: rule("ALARM(a) AND OK(a)"), found: NEVER },
    "a rule of which a part never holds": { stack: rule("(ALARM(a) OR ALARM(b)) AND FALSE"), found: NEVER },
    "the contrary of what always holds": { stack: rule("NOT (ALARM(a) OR NOT ALARM(a))"), found: NEVER },
    "an alarm that always suppresses": {
      stack: plus(
        composite("always", "TRUE"),
        composite("rule", "ALARM(a)", { actionsSuppressor: { alarm: "always", waitPeriod: 1, extensionPeriod: 1 } }),
      ),
      found: { rule: ["actionsSuppressor is an alarm that always stands: nobody hears this one."] },
    },
    "a metric that no filter writes": {
      stack: [...of(counted), filter({ name: "Others" })],
      found: { alarm: ["reads a metric that no filter writes."] },
    },
    "another unit than the filter's": {
      stack: [...of({ ...counted, unit: "Seconds" }), filter({ unit: "Count" })],
      found: { alarm: ["reads a metric in a unit that its filter does not write: it finds no datapoint."] },
    },
    "a unit where the filter names none": {
      stack: [...of({ ...counted, unit: "Count" }), filter({})],
      found: { alarm: ["reads a metric in a unit that its filter does not write: it finds no datapoint."] },
    },
    "another unit than AWS's": {
      stack: of({ ...gateway, metricName: "Latency", unit: "Seconds" }),
      found: { alarm: [`reads a metric in another unit than AWS measures it in, Milliseconds: ${SILENT}`] },
    },
    "another unit than AWS's, in a query": {
      stack: of({
        metricQueries: [{ id: "read", metric: { ...watched, dimensions: kinesis.dimensions, unit: "Bytes" } }],
      }),
      found: { alarm: [`reads a metric in another unit than AWS measures it in, Count: ${SILENT}`] },
    },
    "a metric that AWS does not measure": {
      stack: of({ ...kinesis, metricName: "PutRecord.Errors" }),
      found: NO_METRIC,
    },
    "what API Gateway measures each minute, each ten seconds": {
      stack: of({ ...gateway, metricName: "Latency", period: 10 }),
      found: each(10),
    },
    "what Kinesis measures each minute, twice a minute in a query": {
      stack: of({
        metricQueries: [{ id: "read", metric: { ...watched, dimensions: kinesis.dimensions, period: 30 } }],
      }),
      found: each(30),
    },
    "what a filter counts, each 20 seconds": {
      stack: [...of({ ...counted, period: 20 }), filter({})],
      found: each(20),
    },
    "a metric in other letters": { stack: of({ ...gateway, metricName: "5xxError" }), found: NO_METRIC },
    "a metric of HTTP APIs, of a REST API": { stack: of({ ...gateway, metricName: "5xx" }), found: NO_DIMENSIONS },
    "a metric of REST APIs, of an HTTP API": {
      stack: [...byId("h1t2t3p4", "http-api", "5XXError"), httpApi],
      found: NO_DIMENSIONS,
    },
    "a metric of no stream": { stack: of({ ...kinesis, dimensions: undefined }), found: NO_DIMENSIONS },
    "a stage by its API, stage and method, without the resource": {
      stack: of({ ...gateway, metricName: "Count", dimensions: { ...gateway.dimensions, Method: "POST" } }),
      found: NO_DIMENSIONS,
    },
    "a metric of a consumer, of the stream": {
      stack: of({ ...kinesis, metricName: "SubscribeToShardEvent.MillisBehindLatest" }),
      found: NO_DIMENSIONS,
    },
    "a REST API by its id": {
      stack: byId("a1b2c3", "api"),
      found: {
        alarm: [`reads a REST API by ApiId, and AWS measures it by ApiName: ${SILENT}`],
      },
      phases: ["preview"],
    },
    "the HTTP API of another stack": {
      stack: of({ ...gateway, metricName: "Latency", dimensions: { ApiId: "h1t2t3p4" } }),
      found: ELSEWHERE,
    },
    "a shard of a stream that measures none": { stack: ofShard("IncomingBytes"), found: NO_SHARD },
    "a shard of a stream that measures something else of it": {
      stack: ofShard("IncomingBytes", ["OutgoingBytes"]),
      found: NO_SHARD,
    },
    "a filter's metric without its dimensions": { stack: [...of(counted), filter(byStatus)], found: OTHER_DIMENSIONS },
    "a filter's metric by dimensions that it has not": {
      stack: [...of({ ...counted, dimensions: { Status: "400" } }), filter({})],
      found: OTHER_DIMENSIONS,
    },
    "an age that no record of the stream reaches": { stack: behind(30 * 24), found: beyond(30 * 24 * 3_600_000) },
    "an age that no record reaches, where the stream names no retention": {
      stack: behind(25).map((fixture) =>
        fixture.name === "stream" ? { ...fixture, inputs: { ...fixture.inputs, retentionPeriod: undefined } } : fixture,
      ),
      found: beyond(25 * 3_600_000),
      config: { "kinesis-stream-retention": "disabled" },
    },
    "the retention, to be passed": {
      stack: behind(168, { comparisonOperator: "GreaterThanThreshold" }),
      found: beyond(168 * 3_600_000),
    },
    "the highest of a share above 1": {
      stack: of({
        ...gateway,
        metricName: "5XXError",
        extendedStatistic: "p99",
        threshold: 5,
        comparisonOperator: "GreaterThanThreshold",
      }),
      found: beyond(5),
    },
    "a method that the API does not have": {
      stack: apiAlarm("PUT"),
      found: { alarm: ["reads a method that the API does not have."] },
    },
    "methods that are not measured apart": {
      stack: apiAlarm("POST", { metricsEnabled: false }),
      found: {
        alarm: ["reads a method apart, and metricsEnabled of the method settings is false: it finds no datapoint."],
      },
    },
    "the API of another stack": {
      stack: named({ ApiName: "orders-prod" }),
      found: ELSEWHERE,
    },
    "the API of another stack, while other alarms read other metrics of the own one": {
      stack: [...named({ ApiName: "orders-prod" }), second({ ApiName: "orders-dev" }, "Count")],
      found: ELSEWHERE,
    },
    "a stream that neither the stack nor a template has": {
      stack: of({ ...kinesis, dimensions: { StreamName: "payments" } }),
      found: ELSEWHERE,
    },
    "a stage that the API does not have": {
      stack: named({ ApiName: "orders-dev", Stage: "production" }),
      found: { alarm: ["reads a stage that the API does not have."] },
    },
    "the own stream in another account": {
      stack: inAccount("999988887777"),
      found: { alarm: ["reads the metric in an account that is not known to be the stack's: leave accountId out."] },
    },
    "a number": { stack: math("1"), found: CONSTANT },
    "a metric times 0": { stack: math("failed * 0"), found: CONSTANT },
    "the same in both branches": { stack: math("IF(failed > 3, 0, 0)"), found: CONSTANT },
    "a count below 0": {
      stack: of({ ...kinesis, threshold: 0, comparisonOperator: "LessThanThreshold" }),
      found: beyond(0),
    },
    "a share above 1": {
      stack: of({
        ...kinesis,
        metricName: "PutRecord.Success",
        statistic: "Average",
        threshold: 1,
        comparisonOperator: "GreaterThanThreshold",
      }),
      found: beyond(1),
    },
    "a share above 1 by metric math": {
      stack: math("IF(failed >= 3, share, 0)").map((fixture) =>
        fixture.name === "alarm" ? { ...fixture, inputs: { ...fixture.inputs, threshold: 5 } } : fixture,
      ),
      found: beyond(5),
    },
    "silence that passes for good": {
      stack: of({
        ...kinesis,
        threshold: 1,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "notBreaching",
      }),
      found: {
        alarm: [
          "treatMissingData is notBreaching, and the metric has no datapoint in silence: silence passes for good.",
        ],
      },
    },
  },
  accepts: {
    "a metric each five minutes": { stack: of({ ...gateway, metricName: "Latency", period: 300 }) },
    "a metric of the team's own each ten seconds": {
      stack: of({ namespace: "team", metricName: "Seen", statistic: "Sum", period: 10 }),
    },
    "a rule of other alarms": { stack: rule('(ALARM("a") OR ALARM(b)) AND NOT OK(c) AND TRUE') },
    "a rule of more alarms than are tried": {
      stack: rule(["a", "b", "c", "d", "e", "f", "g"].map((name) => `ALARM(${name})`).join(" AND ")),
    },
    "the API of another stack beside the own one": {
      stack: [...named({ ApiName: "orders-prod" }), second({ ApiName: "orders-dev" }, "Latency")],
    },
    "the API of another stack in no component of the own one": {
      stack: named({ ApiName: "orders-prod" }).map((fixture) =>
        fixture.name === "alarm" ? { ...fixture, parent: undefined } : fixture,
      ),
    },
    "the own API and stage": { stack: named({ ApiName: "orders-dev", Stage: "dev" }) },
    "the own stream": { stack: of({ ...kinesis, dimensions: { StreamName: "orders" } }) },
    "the own stream, in the account of who hears of it": { stack: inAccount("123456789012") },
    "another stream in another account": { stack: inAccount("999988887777", "payments", "own") },
    "a rule that AWS refuses": { stack: rule("ALARM(a) AND") },
    "an alarm that suppresses for a while": {
      stack: plus(
        composite("deploying", "ALARM(a)"),
        composite("rule", "ALARM(b)", { actionsSuppressor: { alarm: "deploying", waitPeriod: 1, extensionPeriod: 1 } }),
      ),
    },
    "a metric of a filter, in its unit": { stack: [...of({ ...counted, unit: "Count" }), filter({ unit: "Count" })] },
    "a metric in no unit, as the provider reads it back": {
      stack: [...of({ ...counted, unit: "" }), filter({ unit: "Count" })],
    },
    "metric math, as the provider reads it back": {
      stack: math("IF(failed >= 3, share, 0)").map((fixture) =>
        fixture.name === "alarm"
          ? { ...fixture, inputs: { ...fixture.inputs, namespace: "", metricName: "", statistic: "", unit: "" } }
          : fixture,
      ),
    },
    "a metric of a namespace in which no filter here writes": { stack: of(counted) },
    "a metric of another region's filters": {
      stack: [...of(counted), filter({ name: "Others" }, "eu-central-1")],
      config: { "resource-region-allowed": "disabled" },
    },
    "a metric of all APIs": { stack: of({ ...gateway, metricName: "Count", dimensions: undefined }) },
    "AWS's unit": { stack: of({ ...gateway, metricName: "Latency", unit: "Milliseconds" }) },
    "a shard that the stream measures": { stack: ofShard("IncomingBytes", ["OutgoingBytes", "IncomingBytes"]) },
    "a shard of a stream that measures all": { stack: ofShard("OutgoingRecords", ["ALL"]) },
    "a filter's metric by its dimensions": {
      stack: [...of({ ...counted, dimensions: { Status: "400" } }), filter(byStatus)],
    },
    "a metric of the stack's HTTP API": { stack: [...byId("h1t2t3p4", "http-api", "5xx"), httpApi] },
    "a metric of a namespace that the pack does not know": {
      stack: of({ namespace: "AWS/Lambda", metricName: "Anything", unit: "Seconds", dimensions: { Some: "thing" } }),
    },
    "an age that is the retention": { stack: behind(168) },
    "all ages together": { stack: behind(30 * 24, { statistic: "Sum" }) },
    "methods that are measured apart": { stack: apiAlarm("POST", { metricsEnabled: true }) },
    "metric math": { stack: math("IF(failed >= 3, share, 0)") },
    "metrics that the expression looks for": { stack: math("SUM(SEARCH('x', 'Sum', 60))") },
    "silence that is trouble": {
      stack: of({ ...kinesis, threshold: 1, comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" }),
    },
  },
});
