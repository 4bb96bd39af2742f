import assert from "node:assert/strict";

import type { MetricAlarmSettings } from "../../../src/cloudwatch/alarms/metric-alarm";
import { readQueries } from "../../../src/cloudwatch/alarms/metric-queries";
import { notificationOf } from "../../../src/cloudwatch/alarms/notification";
import { accountOf, alarmOf } from "./account";

const errors = (stat: string) => ({ namespace: "test", metricName: "Errors", period: 60, stat });

/** An alarm on queries in place of a metric. */
const mathOf = (over: Partial<MetricAlarmSettings>): MetricAlarmSettings =>
  alarmOf({ namespace: undefined, metricName: undefined, statistic: undefined, period: undefined, ...over });

const share = mathOf({
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 0.05,
  evaluationPeriods: 2,
  metricQueries: [
    { id: "judged", expression: "IF(failed >= 3 OR share == 1, share, 0)", label: "share", returnData: true },
    { id: "share", metric: errors("Average") },
    { id: "failed", metric: errors("Sum") },
  ],
});

const anomaly = mathOf({
  threshold: undefined,
  thresholdMetricId: "band",
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
  treatMissingData: "ignore",
  metricQueries: [
    { id: "metric", metric: errors("Sum"), returnData: true },
    { id: "band", expression: "ANOMALY_DETECTION_BAND(metric, 2)", label: "usual", returnData: true },
  ],
});

const put = (account: ReturnType<typeof accountOf>, minute: number, failures: number, successes: number): void => {
  account.put(minute, ...Array<number>(failures).fill(1), ...Array<number>(successes).fill(0));
};

describe("an alarm on metric math", () => {
  it("judges its expression", () => {
    const account = accountOf([share]);
    put(account, 0, 1, 19);
    put(account, 1, 2, 18);
    assert.deepEqual(account.evaluateUntil(2), ["errors: INSUFFICIENT_DATA -> OK (1)"]);
    put(account, 2, 3, 17);
    put(account, 3, 1, 0);
    assert.deepEqual(account.evaluateUntil(4), ["errors: OK -> ALARM (4)"]);
    const { reason, data } = account.alarms.statusOf("errors", share);
    assert.match(reason, /2 out of the last 2 datapoints \[1\.0 \(.*\), 0\.15 \(.*\)\] were greater than or equal to/);
    assert.deepEqual((data as { evaluatedDatapoints: unknown }).evaluatedDatapoints, [
      { timestamp: "2026-11-28T12:03:00.000+0000", value: 1 },
      { timestamp: "2026-11-28T12:02:00.000+0000", value: 0.15 },
    ]);
  });

  it("treats a period without a value as its settings say", () => {
    const account = accountOf([{ ...share, treatMissingData: "breaching" }]);
    assert.deepEqual(account.evaluateUntil(1), ["errors: INSUFFICIENT_DATA -> ALARM (1)"]);
  });

  it("says in its message what it asks for", () => {
    const account = accountOf([share]);
    account.evaluateUntil(1);
    const { Trigger } = JSON.parse(notificationOf(account.acted[0]!, "123456789012").message) as { Trigger: object };
    const metric = { Dimensions: [], MetricName: "Errors", Namespace: "test" };
    assert.deepEqual(Trigger, {
      Period: 60,
      Metrics: [
        { Id: "judged", Expression: "IF(failed >= 3 OR share == 1, share, 0)", Label: "share", ReturnData: true },
        { Id: "share", MetricStat: { Metric: metric, Period: 60, Stat: "Average" }, ReturnData: false },
        { Id: "failed", MetricStat: { Metric: metric, Period: 60, Stat: "Sum" }, ReturnData: false },
      ],
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: 0.05,
      TreatMissingData: "notBreaching",
      EvaluateLowSampleCountPercentile: "",
    });
  });
});

describe("an alarm on an anomaly", () => {
  it("goes off above and below what was usual before, and not while that is unknown", () => {
    const account = accountOf([anomaly]);
    for (let minute = 0; minute < 60; minute += 1) account.put(minute, minute % 2 === 0 ? 90 : 110);
    assert.deepEqual(account.evaluateUntil(17), []);
    assert.deepEqual(account.evaluateUntil(60), ["errors: INSUFFICIENT_DATA -> OK (18)"]);
    account.put(60, 140);
    assert.deepEqual(account.evaluateUntil(61), ["errors: OK -> ALARM (61)"]);
    assert.match(
      account.alarms.statusOf("errors", anomaly).reason,
      /\[140\.0 .*\] was less than the lower thresholds \[80\.0\] or greater than the upper thresholds \[120\.0\]/,
    );
    account.put(61, 100);
    account.put(62, 10);
    assert.deepEqual(account.evaluateUntil(63), ["errors: ALARM -> OK (62)", "errors: OK -> ALARM (63)"]);
  });

  it("takes a tenth of a constant metric for usual, and nothing below 0", () => {
    const account = accountOf([anomaly]);
    for (let minute = 0; minute < 30; minute += 1) account.put(minute, 100);
    account.put(30, 119);
    account.put(31, 121);
    account.put(32, 0);
    assert.deepEqual(account.evaluateUntil(33), ["errors: INSUFFICIENT_DATA -> OK (18)", "errors: OK -> ALARM (32)"]);
  });
});

describe("the queries of an alarm", () => {
  for (const [what, over, problem] of [
    ["an id that is none", { expression: "share / requests" }, /requests is no id of a metric or an expression/],
    ["an expression on itself", { expression: "judged + 1" }, /judged depends on itself/],
    ["a scalar as the result", { expression: "SUM(share)" }, /must be a single time series, got a scalar/],
    ["an array as the result", { expression: "[share, failed]" }, /must be a single time series, got an array/],
    ["a function that is not modelled", { expression: "RATE(failed)" }, /does not model RATE/],
    [
      "a band within an expression",
      { expression: "LAST(ANOMALY_DETECTION_BAND(share))" },
      /models ANOMALY_DETECTION_BAND/,
    ],
  ] as const) {
    it(`refuse ${what}`, () => {
      const [judged, ...metrics] = share.metricQueries!;
      assert.throws(() => readQueries({ ...share, metricQueries: [{ ...judged!, ...over }, ...metrics] }), problem);
    });
  }

  it("refuse metrics of several periods", () => {
    const [judged, metric] = share.metricQueries!;
    const slow = { id: "failed", metric: { ...errors("Sum"), period: 300 } };
    assert.throws(() => readQueries({ ...share, metricQueries: [judged!, metric!, slow] }), /metrics of one period/);
  });

  it("refuse a band of an expression", () => {
    const metricQueries = [...share.metricQueries!, { id: "band", expression: "ANOMALY_DETECTION_BAND(judged)" }];
    assert.throws(() => readQueries({ ...share, metricQueries, thresholdMetricId: "band" }), /band of a metric alone/);
  });
});
