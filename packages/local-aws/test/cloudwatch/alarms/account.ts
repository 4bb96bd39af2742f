import { Alarms } from "../../../src/cloudwatch/alarms/alarms";
import type { CompositeAlarmSettings } from "../../../src/cloudwatch/alarms/composite-alarm";
import type { MetricAlarmSettings } from "../../../src/cloudwatch/alarms/metric-alarm";
import type { Transition } from "../../../src/cloudwatch/alarms/transition";
import { createMetricStore } from "../../../src/cloudwatch/metrics/metric-store";

export const REGION = "eu-west-1";
export const START = Date.UTC(2026, 10, 28, 12);
export const MINUTE = 60_000;
export const ALARM_TOPIC = `arn:aws:sns:${REGION}:123456789012:orders-prod`;

/** An alarm on the sum of `Errors` in a minute, above 5. */
export const alarmOf = (over: Partial<MetricAlarmSettings> = {}): MetricAlarmSettings => ({
  name: "errors",
  region: REGION,
  alarmDescription: "Something failed.",
  actionsEnabled: true,
  alarmActions: [ALARM_TOPIC],
  namespace: "test",
  metricName: "Errors",
  statistic: "Sum",
  period: 60,
  comparisonOperator: "GreaterThanThreshold",
  threshold: 5,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
  ...over,
});

export const compositeOf = (alarmName: string, alarmRule: string): CompositeAlarmSettings => ({
  alarmName,
  alarmRule,
  region: REGION,
  actionsEnabled: true,
  alarmActions: [ALARM_TOPIC],
});

const inOneRegion = <T>(things: Map<string, T>) => ({
  in: (region: string): ReadonlyMap<string, T> => (region === REGION ? things : new Map()),
  regions: () => [REGION],
});

/** Alarms over empty metrics, at {@link START}. */
export function accountOf(alarms: readonly MetricAlarmSettings[], composites: readonly CompositeAlarmSettings[] = []) {
  const clock = { time: START };
  const metrics = createMetricStore();
  const acted: Transition[] = [];
  const metricAlarms = new Map(alarms.map((alarm) => [alarm.name, alarm]));
  const compositeAlarms = new Map(composites.map((alarm) => [alarm.alarmName, alarm]));
  const account = new Alarms({
    accountId: "123456789012",
    metrics,
    metricAlarms: inOneRegion(metricAlarms),
    compositeAlarms: inOneRegion(compositeAlarms),
    now: () => clock.time,
    act: (transition) => {
      acted.push(transition);
      return ["Successfully executed action"];
    },
  });
  return {
    alarms: account,
    clock,
    acted,
    metricAlarms,
    compositeAlarms,
    /** Puts values of a metric into a minute after {@link START}. */
    put: (minute: number, ...values: readonly number[]) => {
      for (const value of values) {
        const timestamp = START + minute * MINUTE;
        metrics.put({
          region: REGION,
          namespace: "test",
          name: "Errors",
          dimensions: {},
          unit: "Count",
          value,
          timestamp,
        });
      }
    },
    /** Evaluates until the end of a minute after {@link START}: `name: from -> to (minute)`. */
    evaluateUntil: (minute: number) => {
      clock.time = START + minute * MINUTE;
      return account
        .evaluate(clock.time)
        .map(({ name, from, to, at }) => `${name}: ${from} -> ${to} (${(at - START) / MINUTE})`);
    },
  };
}
