import assert from "node:assert/strict";

import { accountOf, alarmOf, compositeOf, MINUTE, REGION, START } from "./account";

const reasonOf = (account: ReturnType<typeof accountOf>, name = "errors"): string =>
  account.alarms.statusOf(name, account.metricAlarms.get(name) ?? account.compositeAlarms.get(name)!).reason;

describe("a metric alarm", () => {
  it("begins with INSUFFICIENT_DATA", () => {
    const { alarms, metricAlarms } = accountOf([alarmOf()]);
    const status = alarms.statusOf("errors", metricAlarms.get("errors")!);
    assert.equal(status.state, "INSUFFICIENT_DATA");
    assert.equal(status.reason, "Unchecked: Initial alarm creation");
    assert.equal(status.updatedAt, START);
  });

  it("is evaluated for each minute of an hour in one call", () => {
    const account = accountOf([alarmOf()]);
    account.put(9, 6);
    account.put(10, 3, 3);
    account.put(30, 5);
    account.put(40, 100);
    assert.deepEqual(account.evaluateUntil(60), [
      "errors: INSUFFICIENT_DATA -> OK (1)",
      "errors: OK -> ALARM (10)",
      "errors: ALARM -> OK (14)",
      "errors: OK -> ALARM (41)",
      "errors: ALARM -> OK (44)",
    ]);
    assert.deepEqual(account.evaluateUntil(60), [], "a minute is evaluated once");
  });

  it("looks back further while periods have no data", () => {
    const account = accountOf([alarmOf()]);
    account.put(0, 6);
    // The evaluation range of 1 period is 3 periods: the last value counts until it is out of it.
    assert.deepEqual(account.evaluateUntil(10), ["errors: INSUFFICIENT_DATA -> ALARM (1)", "errors: ALARM -> OK (4)"]);
  });

  it("has periods that end with the last whole minute", () => {
    const account = accountOf([alarmOf({ period: 300 })]);
    account.put(1, 3);
    account.put(5, 3);
    assert.deepEqual(account.evaluateUntil(8), [
      "errors: INSUFFICIENT_DATA -> OK (1)",
      "errors: OK -> ALARM (6)",
      "errors: ALARM -> OK (7)",
    ]);
  });

  it("tells of silence where missing data breach the threshold", () => {
    const silence = alarmOf({
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      treatMissingData: "breaching",
    });
    const account = accountOf([silence]);
    for (let minute = 0; minute < 10; minute += 1) account.put(minute, 1);
    assert.deepEqual(account.evaluateUntil(20), [
      "errors: INSUFFICIENT_DATA -> OK (1)",
      // 7 minutes, the evaluation range of 5 periods, after the last value.
      "errors: OK -> ALARM (17)",
    ]);
    assert.equal(
      reasonOf(account),
      "Threshold Crossed: no datapoints were received for 5 periods and 5 missing datapoints were treated as [Breaching].",
    );
  });

  it("looks at no metric of another unit or other dimensions", () => {
    const account = accountOf([
      alarmOf({ name: "unit", unit: "Bytes" }),
      alarmOf({ name: "dimensions", dimensions: { Stage: "prod" } }),
    ]);
    account.put(0, 100);
    assert.deepEqual(account.evaluateUntil(1), [
      "unit: INSUFFICIENT_DATA -> OK (1)",
      "dimensions: INSUFFICIENT_DATA -> OK (1)",
    ]);
  });

  it("waits for enough samples of a percentile, where it is told to", () => {
    const p99 = { statistic: undefined, extendedStatistic: "p99", threshold: 5 };
    const account = accountOf([
      alarmOf({ name: "evaluate", ...p99 }),
      alarmOf({ name: "ignore", ...p99, evaluateLowSampleCountPercentiles: "ignore" }),
    ]);
    account.put(0, ...Array.from({ length: 999 }, () => 9));
    assert.deepEqual(account.evaluateUntil(1), ["evaluate: INSUFFICIENT_DATA -> ALARM (1)"]);
    account.put(1, ...Array.from({ length: 1000 }, () => 9));
    assert.deepEqual(account.evaluateUntil(2), ["ignore: INSUFFICIENT_DATA -> ALARM (2)"]);
  });

  it("says why in AWS's words", () => {
    const account = accountOf([alarmOf({ evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: "missing" })]);
    account.put(0, 6);
    account.put(1, 7.5);
    account.put(2, 1);
    account.put(3, 2);
    account.evaluateUntil(3);
    assert.equal(
      reasonOf(account),
      "Threshold Crossed: 2 out of the last 2 datapoints [7.5 (28/11/26 12:01:00), 6.0 (28/11/26 12:00:00)] were greater " +
        "than the threshold (5.0) (minimum 2 datapoints for INSUFFICIENT_DATA -> ALARM transition).",
    );
    account.evaluateUntil(4);
    assert.equal(
      reasonOf(account),
      "Threshold Crossed: 2 out of the last 3 datapoints [2.0 (28/11/26 12:03:00), 1.0 (28/11/26 12:02:00)] were not " +
        "greater than the threshold (5.0) (minimum 2 datapoints for ALARM -> OK transition).",
    );
    account.evaluateUntil(20);
    assert.equal(reasonOf(account), "Insufficient Data: 3 datapoints were unknown.");
  });

  it("has its data points beside the reason", () => {
    const account = accountOf([alarmOf()]);
    account.put(0, 4, 4);
    account.evaluateUntil(1);
    assert.deepEqual(account.alarms.statusOf("errors", account.metricAlarms.get("errors")!).data, {
      version: "1.0",
      queryDate: "2026-11-28T12:01:00.000+0000",
      startDate: "2026-11-28T12:00:00.000+0000",
      statistic: "Sum",
      period: 60,
      recentDatapoints: [8],
      threshold: 5,
      evaluatedDatapoints: [{ timestamp: "2026-11-28T12:00:00.000+0000", sampleCount: 2, value: 8 }],
    });
  });

  it("keeps its state while its settings change, and loses it when it is deleted", () => {
    const account = accountOf([alarmOf()]);
    account.put(0, 6);
    account.evaluateUntil(1);
    account.metricAlarms.set("errors", alarmOf({ alarmDescription: "New" }));
    assert.equal(account.alarms.statusOf("errors", account.metricAlarms.get("errors")!).state, "ALARM");
    account.metricAlarms.delete("errors");
    account.evaluateUntil(2);
    assert.equal(account.alarms.statusOf("errors", alarmOf()).state, "INSUFFICIENT_DATA");
  });

  it("acts only where its actions are enabled, and has a history either way", () => {
    const account = accountOf([alarmOf({ name: "loud" }), alarmOf({ name: "quiet", actionsEnabled: false })]);
    account.put(0, 6);
    account.evaluateUntil(1);
    assert.deepEqual(
      account.acted.map(({ name, to }) => `${name} ${to}`),
      ["loud ALARM"],
    );
    assert.deepEqual(
      account.alarms.history.in(REGION).map(({ name, type, summary }) => `${name} ${type}: ${summary}`),
      [
        "loud StateUpdate: Alarm updated from INSUFFICIENT_DATA to ALARM",
        "loud Action: Successfully executed action",
        "quiet StateUpdate: Alarm updated from INSUFFICIENT_DATA to ALARM",
      ],
    );
    assert.deepEqual(account.alarms.history.in("eu-west-2"), []);
  });

  it("keeps its history for two weeks", () => {
    const account = accountOf([alarmOf()]);
    account.put(0, 6);
    account.evaluateUntil(10);
    const twoWeeks = 14 * 24 * 60;
    account.put(twoWeeks, 6);
    account.evaluateUntil(twoWeeks + 1);
    const times = account.alarms.history.in(REGION).map(({ timestamp }) => (timestamp - START) / MINUTE);
    assert.deepEqual([...new Set(times)], [4, twoWeeks + 1]);
  });

  for (const [what, over] of Object.entries({
    "a period of 10 seconds": { period: 10 },
    "a trimmed mean": { statistic: undefined, extendedStatistic: "tm99" },
  })) {
    it(`with ${what}, which is not modelled, stays at INSUFFICIENT_DATA`, () => {
      const account = accountOf([alarmOf(over)]);
      account.put(0, 100);
      assert.deepEqual(account.evaluateUntil(5), []);
    });
  }

  it("that becomes one that is not modelled says so", () => {
    const account = accountOf([alarmOf()]);
    account.evaluateUntil(1);
    account.metricAlarms.set("errors", alarmOf({ period: 10 }));
    assert.deepEqual(account.evaluateUntil(2), ["errors: OK -> INSUFFICIENT_DATA (2)"]);
    assert.match(reasonOf(account), /does not model/);
  });
});

describe("a composite alarm", () => {
  it("follows the alarms of its rule in the same minute, with what caused it", () => {
    const account = accountOf(
      [alarmOf(), alarmOf({ name: "other", metricName: "Others" })],
      [compositeOf("ours", "ALARM(errors) AND NOT ALARM(other)"), compositeOf("above", 'ALARM("ours")')],
    );
    assert.deepEqual(account.evaluateUntil(1).slice(2), [
      "ours: INSUFFICIENT_DATA -> OK (1)",
      "above: INSUFFICIENT_DATA -> OK (1)",
    ]);
    account.put(1, 6);
    assert.deepEqual(account.evaluateUntil(2), [
      "errors: OK -> ALARM (2)",
      "ours: OK -> ALARM (2)",
      "above: OK -> ALARM (2)",
    ]);
    const arn = `arn:aws:cloudwatch:${REGION}:123456789012:alarm`;
    assert.equal(
      reasonOf(account, "ours"),
      `${arn}:errors transitioned to ALARM at Saturday 28 November, 2026 12:02:00 UTC`,
    );
    assert.equal(
      reasonOf(account, "above"),
      `${arn}:ours transitioned to ALARM at Saturday 28 November, 2026 12:02:00 UTC`,
    );
    assert.deepEqual(account.acted.at(-1)?.triggering, [{ arn: `${arn}:ours`, state: "ALARM" }]);
  });

  it("takes ARNs in its rule", () => {
    const arn = `arn:aws:cloudwatch:${REGION}:123456789012:alarm:errors`;
    const account = accountOf([alarmOf()], [compositeOf("ours", `OK(${arn})`)]);
    assert.deepEqual(account.evaluateUntil(1).slice(1), ["ours: INSUFFICIENT_DATA -> ALARM (1)"]);
  });

  it("in a cycle is not evaluated, nor is one above it", () => {
    const account = accountOf(
      [],
      [
        compositeOf("a", "ALARM(b) OR TRUE"),
        compositeOf("b", "ALARM(a)"),
        compositeOf("c", "OK(a)"),
        compositeOf("d", "TRUE"),
      ],
    );
    assert.deepEqual(account.evaluateUntil(1), ["d: INSUFFICIENT_DATA -> ALARM (1)"]);
  });
});
