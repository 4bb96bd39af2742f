import assert from "node:assert/strict";

import { notificationOf } from "../../../src/cloudwatch/alarms/notification";
import { accountOf, ALARM_TOPIC, alarmOf, compositeOf } from "./account";

describe("the message of an alarm", () => {
  const account = accountOf([alarmOf({ dimensions: {} })], [compositeOf("ours", "ALARM(errors)")]);
  account.put(0, 6);
  account.evaluateUntil(1);
  const [metric, composite] = account.acted.map((transition) => notificationOf(transition, "123456789012"));

  it("of a metric has AWS's members", () => {
    assert.equal(metric!.subject, 'ALARM: "errors" in EU (Ireland)');
    assert.deepEqual(JSON.parse(metric!.message), {
      AlarmName: "errors",
      AlarmDescription: "Something failed.",
      AWSAccountId: "123456789012",
      AlarmConfigurationUpdatedTimestamp: "2026-11-28T12:01:00.000+0000",
      NewStateValue: "ALARM",
      NewStateReason:
        "Threshold Crossed: 1 out of the last 1 datapoints [6.0 (28/11/26 12:00:00)] was greater than the threshold (5.0) " +
        "(minimum 1 datapoint for INSUFFICIENT_DATA -> ALARM transition).",
      StateChangeTime: "2026-11-28T12:01:00.000+0000",
      Region: "EU (Ireland)",
      AlarmArn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors",
      OldStateValue: "INSUFFICIENT_DATA",
      OKActions: [],
      AlarmActions: [ALARM_TOPIC],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: "Errors",
        Namespace: "test",
        StatisticType: "Statistic",
        Statistic: "SUM",
        Unit: null,
        Dimensions: [],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 5,
        TreatMissingData: "notBreaching",
        EvaluateLowSampleCountPercentile: "",
      },
    });
  });

  it("of a composite alarm has its rule and what caused it", () => {
    const message = JSON.parse(composite!.message) as Record<string, unknown>;
    assert.equal(message.AlarmRule, "ALARM(errors)");
    assert.equal(message.Trigger, undefined);
    assert.deepEqual(message.TriggeringChildren, [
      {
        Arn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors",
        State: { Value: "ALARM", Timestamp: "2026-11-28T12:01:00.000+0000" },
      },
    ]);
  });

  it("of a percentile names it", () => {
    const p99 = accountOf([alarmOf({ statistic: undefined, extendedStatistic: "p99", unit: "Count", dimensions: {} })]);
    p99.put(0, 6);
    p99.evaluateUntil(1);
    const { Trigger } = JSON.parse(notificationOf(p99.acted[0]!, "1").message) as { Trigger: Record<string, unknown> };
    assert.equal(Trigger.StatisticType, "ExtendedStatistic");
    assert.equal(Trigger.ExtendedStatistic, "p99");
    assert.equal(Trigger.Unit, "Count");
  });
});
