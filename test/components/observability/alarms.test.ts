import assert from "node:assert/strict";

import { accountOf } from "../../../components/arn";
import { compositesOf } from "../../../components/observability/alarms/composite-alarms";
import { METRIC_FILTERS } from "../../../components/observability/metric-filters";
import { keyPolicy, topicPolicy } from "../../../components/observability/topic-policies";
import { Pipeline } from "../../../components/pipeline";
import { parseSettings } from "../../../config/parse";
import { record, type Recorded } from "../../support/record";

const REGION = "ap-south-1";

async function build(change: Record<string, unknown> = {}): Promise<readonly Recorded[]> {
  const { regions } = parseSettings("dev", { service: "orders", regions: [REGION], ...change });
  const { resources } = await record(() => new Pipeline("p", regions[0]!));
  return resources;
}

const ofType = (resources: readonly Recorded[], type: string) => resources.filter((resource) => resource.type === type);
const only = (resources: readonly Recorded[], type: string): Readonly<Record<string, unknown>> => {
  const [found, ...more] = ofType(resources, type);
  assert.ok(found && more.length === 0, `${more.length + 1} of ${type}`);
  return found.inputs;
};
const alarmsIn = (resources: readonly Recorded[]) => ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm");
const compositesIn = (resources: readonly Recorded[]) =>
  ofType(resources, "aws:cloudwatch/compositeAlarm:CompositeAlarm");

/** The metrics that an alarm asks for: its own, or those of its queries. */
const metricsOf = ({ inputs }: Recorded): readonly Readonly<Record<string, unknown>>[] =>
  "metricQueries" in inputs
    ? (inputs.metricQueries as { metric?: Record<string, unknown> }[]).flatMap(({ metric }) => (metric ? [metric] : []))
    : [inputs];

const named = (resources: readonly Recorded[], name: string): Readonly<Record<string, unknown>> => {
  const found = alarmsIn(resources).find(({ inputs }) => inputs.name === name);
  assert.ok(
    found,
    `no alarm ${name} among ${alarmsIn(resources)
      .map(({ inputs }) => String(inputs.name))
      .join(", ")}`,
  );
  return found.inputs;
};

/** By the alarm's key: how it judges. */
const judgements: Record<string, Readonly<Record<string, unknown>>> = {
  "server-errors": {
    metricName: undefined,
    period: undefined,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 0.05,
    treatMissingData: "notBreaching",
  },
  "latency-p99": {
    metricName: "Latency",
    extendedStatistic: "p99",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 4000,
    treatMissingData: "notBreaching",
  },
  "plan-rate-near-limit": {
    metricName: "Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 240_000,
    treatMissingData: "notBreaching",
  },
  "refused-records": {
    metricName: "RefusedRecords",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "key-trouble": {
    metricName: undefined,
    period: undefined,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "refused-keys": {
    metricName: "KeyTrouble",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "plan-throttled": {
    metricName: "PlanThrottled",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "kinesis-write-throttled": {
    metricName: "WriteProvisionedThroughputExceeded",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "put-record-failed": {
    metricName: "PutRecord.Success",
    statistic: "Average",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    treatMissingData: "notBreaching",
  },
  "unread-records": {
    metricName: "GetRecords.IteratorAgeMilliseconds",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 43_200_000,
    treatMissingData: "ignore",
  },
  silence: {
    metricName: "IncomingRecords",
    statistic: "Sum",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    datapointsToAlarm: 15,
    evaluationPeriods: 15,
    treatMissingData: "breaching",
  },
};

/** What the defaults build. */
let standard: readonly Recorded[];
before(async () => {
  standard = await build();
});

describe("the alarms of a region", () => {
  it("are one for each trouble, and one composite for each side", () => {
    const resources = standard;
    assert.deepEqual(
      alarmsIn(resources).map(({ inputs }) => inputs.name),
      Object.keys(judgements)
        .map((key) => `orders-dev-${key}`)
        .sort(),
    );
    assert.deepEqual(
      compositesIn(resources).map(({ inputs }) => inputs.alarmName),
      ["orders-dev-ours", "orders-dev-theirs"],
    );
  });

  for (const [key, judgement] of Object.entries(judgements)) {
    it(`judge as they should: ${key}`, () => {
      const alarm = named(standard, `orders-dev-${key}`);
      const expected = { period: 60, datapointsToAlarm: 5, evaluationPeriods: 10, ...judgement };
      for (const [property, value] of Object.entries(expected)) assert.equal(alarm[property], value, property);
    });
  }

  it("watch the API by the name, stage, path and method of its own resources", async () => {
    const resources = await build({ api: { path: "events" } });
    const post = ofType(resources, "aws:apigateway/method:Method").find(({ inputs }) => inputs.apiKeyRequired === true);
    const expected = {
      ApiName: only(resources, "aws:apigateway/restApi:RestApi").name,
      Stage: only(resources, "aws:apigateway/stage:Stage").stageName,
      Resource: `/${String(only(resources, "aws:apigateway/resource:Resource").pathPart)}`,
      Method: post?.inputs.httpMethod,
    };
    const watched = alarmsIn(resources)
      .flatMap(metricsOf)
      .filter(({ namespace }) => namespace === "AWS/ApiGateway");
    assert.equal(watched.length, 4);
    for (const { dimensions } of watched) assert.deepEqual(dimensions, expected);
    // API Gateway keeps methods apart only for a stage with detailed metrics.
    const all = ofType(resources, "aws:apigateway/methodSettings:MethodSettings").map(({ inputs }) => inputs.settings);
    assert.deepEqual(
      all.map((settings) => (settings as { metricsEnabled?: boolean }).metricsEnabled),
      [true, true],
    );
  });

  it("judge server errors by their share, where they are some or all", () => {
    const metric = {
      namespace: "AWS/ApiGateway",
      metricName: "5XXError",
      dimensions: { ApiName: "orders-dev", Stage: "dev", Resource: "/kinesis", Method: "POST" },
      period: 60,
    };
    assert.deepEqual(named(standard, "orders-dev-server-errors").metricQueries, [
      {
        id: "judged",
        expression: "IF(failed >= 3 OR share == 1, share, 0)",
        label: "share answered 5XX, where 3 or all failed",
        returnData: true,
      },
      { id: "share", metric: { ...metric, stat: "Average" }, returnData: false },
      { id: "failed", metric: { ...metric, stat: "Sum" }, returnData: false },
    ]);
  });

  it("watch each stream by its own name, and say which", async () => {
    const resources = await build({ streams: [{ name: "a" }, { name: "b", retentionHours: 168 }] });
    const streams = ofType(resources, "aws:kinesis/stream:Stream").map(({ inputs }) => String(inputs.name));
    assert.deepEqual(streams, ["a", "b"]);
    const watching = alarmsIn(resources).filter(({ inputs }) => inputs.namespace === "AWS/Kinesis");
    assert.equal(watching.length, 8);
    for (const stream of streams) {
      const ofStream = watching.filter(
        ({ inputs }) => (inputs.dimensions as { StreamName: string }).StreamName === stream,
      );
      assert.deepEqual(
        ofStream.map(({ inputs }) => inputs.name),
        ["kinesis-write-throttled", "put-record-failed", "silence", "unread-records"].map(
          (key) => `orders-dev-${key}-${stream}`,
        ),
      );
    }
    assert.equal(named(resources, "orders-dev-unread-records-b").threshold, 302_400_000);
  });

  it("keep their names and their URNs when another stream is added", async () => {
    const identify = ({ name, inputs }: { name: string; inputs: Record<string, unknown> }) =>
      `${name} ${String(inputs.name)}`;
    const before = alarmsIn(await build({ streams: [{}] })).map(identify);
    const after = alarmsIn(await build({ streams: [{}, { name: "b" }] })).map(identify);
    assert.deepEqual(
      before.filter((alarm) => !after.includes(alarm)),
      [],
    );
    assert.equal(after.length, before.length + 4);
  });

  it("watch what the metric filters of their own log group count", () => {
    const resources = standard;
    const group = only(
      resources.filter(({ name }) => name === "p-api-access-log"),
      "aws:cloudwatch/logGroup:LogGroup",
    );
    const filters = ofType(resources, "aws:cloudwatch/logMetricFilter:LogMetricFilter").map(({ inputs }) => inputs);
    assert.equal(filters.length, METRIC_FILTERS.length);
    const counted = filters.map(({ logGroupName, metricTransformation }) => {
      assert.equal(logGroupName, group.name);
      const { namespace, name, value, defaultValue } = metricTransformation as Record<string, string>;
      assert.deepEqual([value, defaultValue], ["1", "0"]);
      return `${namespace} ${name}`;
    });
    const watched = alarmsIn(resources)
      .flatMap(metricsOf)
      .filter(({ namespace }) => String(namespace).startsWith("aerospike-kinesis/"));
    assert.equal(watched.length, 5);
    for (const { namespace, metricName, dimensions } of watched) {
      assert.ok(counted.includes(`${String(namespace)} ${String(metricName)}`), String(metricName));
      assert.deepEqual(dimensions, {});
    }
  });

  it("have thresholds that follow from the settings", async () => {
    const resources = await build({
      api: { throttle: { ratePerSecond: 10 }, integrationTimeoutMs: 1000 },
      connector: { "call-timeout": 9000 },
      observability: { alarms: { silenceMinutes: 3 } },
      streams: [{ retentionHours: 48 }],
    });
    assert.equal(named(resources, "orders-dev-plan-rate-near-limit").threshold, 480);
    assert.equal(named(resources, "orders-dev-latency-p99").threshold, 800);
    assert.equal(named(resources, "orders-dev-unread-records").threshold, 86_400_000);
    const silence = named(resources, "orders-dev-silence");
    assert.deepEqual([silence.datapointsToAlarm, silence.evaluationPeriods], [3, 3]);
    assert.match(String(silence.alarmDescription), /No record was stored for 3 minutes/);
  });

  it("say which timeout a slow record is near", async () => {
    const textOf = async (api: object) =>
      String(named(await build({ api }), "orders-dev-latency-p99").alarmDescription);
    assert.match(await textOf({ integrationTimeoutMs: 50 }), / 40 ms or more: near the 50 ms after which API Gateway/);
    assert.match(await textOf({}), / 4000 ms or more: half of the connectors' call-timeout of 8000 ms\./);
  });

  it("say that consumers with enhanced fan-out are not seen", () => {
    const { alarmDescription } = named(standard, "orders-dev-unread-records");
    assert.match(String(alarmDescription), /Consumers with enhanced fan-out are not seen\./);
  });

  it("have another time of silence, or none, for a stream that says so", async () => {
    const resources = await build({
      observability: { alarms: { silenceMinutes: 20 } },
      streams: [{}, { name: "new", silenceMinutes: 0 }, { name: "rare", silenceMinutes: 90 }],
    });
    const silences = alarmsIn(resources).filter(({ inputs }) => String(inputs.name).includes("silence"));
    assert.deepEqual(
      silences.map(({ inputs }) => [inputs.name, inputs.datapointsToAlarm]),
      [
        ["orders-dev-silence", 20],
        ["orders-dev-silence-rare", 90],
      ],
    );
  });

  it("each notify the topic when they go off and when they end", () => {
    const resources = standard;
    for (const { inputs, name } of [...alarmsIn(resources), ...compositesIn(resources)]) {
      assert.deepEqual(inputs.alarmActions, ["arn:aws:test:p-alarms-topic"], name);
      assert.deepEqual(inputs.okActions, ["arn:aws:test:p-alarms-topic"], name);
    }
  });

  it("notify the topic that the settings name for their region, and make none then", async () => {
    const topicArns = ["eu-west-1", REGION].map((region) => `arn:aws:sns:${region}:123456789012:on-call`);
    const resources = await build({ regions: [REGION, "eu-west-1"], observability: { alarms: { topicArns } } });
    for (const { inputs } of [...alarmsIn(resources), ...compositesIn(resources)]) {
      assert.deepEqual(inputs.alarmActions, [topicArns[1]]);
    }
    assert.deepEqual(
      resources.filter(({ type }) => /^aws:(sns|kms)\//.test(type)),
      [],
    );
  });

  it("say how urgent they are, what they mean, and where to read what to do", async () => {
    const runbook = "https://wiki.example.com/runbook.md";
    const resources = await build({ observability: { alarms: { runbook } } });
    const severities = new Map<string, string>();
    for (const { inputs } of [...alarmsIn(resources), ...compositesIn(resources)]) {
      const key = String(inputs.name ?? inputs.alarmName).slice("orders-dev-".length);
      const [, severity, address] = /^(page|ticket): \S.*\. (\S+)$/.exec(String(inputs.alarmDescription)) ?? [];
      assert.equal(address, `${runbook}#${key}`);
      severities.set(key, String(severity));
    }
    const pages = [...severities].filter(([, severity]) => severity === "page").map(([key]) => key);
    assert.deepEqual(pages.sort(), ["key-trouble", "refused-records", "server-errors", "silence", "unread-records"]);
  });

  it("are as few as the settings ask for", async () => {
    const keys = async (observability: Record<string, unknown>) =>
      alarmsIn(await build({ observability })).map(({ inputs }) => String(inputs.name).slice("orders-dev-".length));
    assert.ok(!(await keys({ alarms: { silenceMinutes: 0 } })).includes("silence"));
    const withoutLog = await keys({ accessLog: false });
    assert.deepEqual(
      ["refused-records", "key-trouble", "refused-keys", "plan-throttled"].filter((key) => withoutLog.includes(key)),
      [],
    );
    assert.equal(withoutLog.length, 7);
    assert.deepEqual(await keys({ alarms: { enabled: false } }), []);
    assert.deepEqual(
      (await build({ observability: { alarms: { enabled: false } } })).filter(({ type }) =>
        /:(CompositeAlarm|Topic|TopicPolicy|Key|IngestAlarms)$/.test(type),
      ),
      [],
    );
  });

  it("compare traffic with what is usual, if the settings ask for it", async () => {
    const alarm = named(
      await build({ observability: { alarms: { trafficAnomaly: true } } }),
      "orders-dev-traffic-anomaly",
    );
    assert.deepEqual(alarm.metricQueries, [
      {
        id: "metric",
        metric: {
          namespace: "AWS/Kinesis",
          metricName: "IncomingRecords",
          dimensions: { StreamName: "orders-dev" },
          stat: "Sum",
          period: 60,
        },
        returnData: true,
      },
      { id: "band", expression: "ANOMALY_DETECTION_BAND(metric, 2)", label: "usual", returnData: true },
    ]);
    assert.equal(alarm.thresholdMetricId, "band");
    assert.equal(alarm.comparisonOperator, "LessThanLowerOrGreaterThanUpperThreshold");
    for (const absent of ["threshold", "metricName", "namespace", "period", "statistic"]) {
      assert.equal(alarm[absent], undefined, absent);
    }
  });
});

describe("the composite alarms of a region", () => {
  const place = { service: "orders", stage: "dev" };

  it("name every alarm of their side, and count silence only while nothing of ours is wrong", () => {
    const rules = compositesIn(standard).map(({ inputs }) => inputs.alarmRule);
    assert.deepEqual(rules, [
      [
        "server-errors",
        "latency-p99",
        "plan-rate-near-limit",
        "plan-throttled",
        "kinesis-write-throttled",
        "put-record-failed",
      ]
        .map((key) => `ALARM("orders-dev-${key}")`)
        .join(" OR "),
      [
        ...["refused-records", "key-trouble", "refused-keys", "unread-records"].map(
          (key) => `ALARM("orders-dev-${key}")`,
        ),
        '(ALARM("orders-dev-silence") AND NOT ALARM("orders-dev-ours"))',
      ].join(" OR "),
    ]);
  });

  it("are divided where one rule would name more alarms than AWS takes", () => {
    const alarms = Array.from({ length: 230 }, (_, index) => ({
      key: "silence" as const,
      side: "theirs" as const,
      stream: `${"s".repeat(200)}${index}`,
    }));
    const composites = compositesOf(place, alarms);
    const theirs = composites.filter(({ side }) => side === "theirs");
    assert.ok(theirs.length > 4);
    assert.equal(theirs.at(-1)?.key, "theirs");
    for (const { rule } of theirs) {
      assert.ok(rule.length <= 10_240, String(rule.length));
      assert.ok(new Set(rule.match(/ALARM\("[^"]+"\)/g)).size <= 100);
    }
    const parts = theirs.slice(0, -1);
    for (const { stream } of alarms) {
      const named = parts.filter(({ rule }) => rule.includes(`ALARM("orders-dev-silence-${stream}")`));
      assert.equal(named.length, 1, stream);
    }
    assert.equal(theirs.at(-1)?.rule, parts.map(({ key }) => `ALARM("orders-dev-${key}")`).join(" OR "));
  });

  it("have at most 100 alarms and 500 elements in a rule, however AWS counts them", () => {
    const alarms = Array.from({ length: 120 }, (_, index) => [
      { key: "silence" as const, side: "theirs" as const, stream: `a${index}` },
      { key: "unread-records" as const, side: "theirs" as const, stream: `b${index}` },
    ]).flat();
    for (const { key, rule } of compositesOf(place, alarms)) {
      const children = rule.match(/ALARM\(/g)?.length ?? 0;
      const parentheses = rule.match(/[()]/g)?.length ?? 0;
      assert.ok(children <= 100 && children + parentheses <= 500, `${key}: ${children}, ${parentheses}`);
    }
  });

  it("notify nobody where they are a part of a side, because the side does", async () => {
    const streams = Array.from({ length: 60 }, (_, index) => ({ name: `s${index}` }));
    const composites = compositesIn(await build({ streams })).map(({ inputs }) => inputs);
    const heard = composites.filter(({ alarmActions, okActions }) => alarmActions ?? okActions);
    assert.deepEqual(
      heard.map(({ alarmName }) => alarmName),
      ["orders-dev-ours", "orders-dev-theirs"],
    );
    assert.ok(composites.length > 5);
  });
});

describe("the topic of a region's alarms", () => {
  // It has no region.
  const arn = "arn:aws-cn:iam::123456789012:role/orders-dev";

  it("is encrypted with a key that rotates and is not lost at once", () => {
    const resources = standard;
    const { enableKeyRotation, deletionWindowInDays } = only(resources, "aws:kms/key:Key");
    assert.deepEqual([enableKeyRotation, deletionWindowInDays], [true, 30]);
    assert.equal(only(resources, "aws:sns/topic:Topic").kmsMasterKeyId, "arn:aws:test:p-alarms-key");
  });

  it("lets CloudWatch in for alarms of its own account and region alone, and nobody without TLS", () => {
    const condition = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws-cn:cloudwatch:cn-north-1:123456789012:alarm:*" },
    };
    const [administer, use, ...more] = keyPolicy(accountOf(arn), "cn-north-1").Statement;
    assert.deepEqual(more, []);
    assert.deepEqual(administer?.Principal, { AWS: "arn:aws-cn:iam::123456789012:root" });
    assert.deepEqual(
      [use?.Principal, use?.Action, use?.Condition],
      [{ Service: "cloudwatch.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"], condition],
    );
    const topicArn = "arn:aws-cn:sns:cn-north-1:123456789012:orders-dev-alarms";
    assert.deepEqual(
      topicPolicy(topicArn).Statement.map(({ Effect, Principal, Action, Resource, Condition }) => [
        Effect,
        Principal,
        Action,
        Resource,
        Condition,
      ]),
      [
        ["Allow", { Service: "cloudwatch.amazonaws.com" }, "sns:Publish", topicArn, condition],
        ["Deny", "*", "sns:Publish", topicArn, { Bool: { "aws:SecureTransport": "false" } }],
      ],
    );
  });
});
