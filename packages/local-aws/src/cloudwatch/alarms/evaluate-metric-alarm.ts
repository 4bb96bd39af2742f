import type { MetricStore } from "../metrics/metric-store";
import { percentileIn } from "../metrics/statistics";
import type { Band } from "./anomaly-band";
import { compareWithBand, compareWithThreshold } from "./comparisons";
import { type DataPoint, dataPointsOf, metricStatisticIn } from "./data-points";
import { evaluateConditions, type Evaluation } from "./evaluate-conditions";
import type { AlarmConditions, AlarmState, MetricAlarmSettings } from "./metric-alarm";
import { type MetricQueries, readQueries } from "./metric-queries";
import { stateReason } from "./state-reason";

/** A state of an alarm, and why it has it. */
export interface FoundState {
  readonly state: AlarmState;
  readonly reason: string;
  /** What AWS's `StateReasonData` has, for a metric alarm. */
  readonly data?: object;
}

/**
 * Evaluates a metric alarm at a moment. The metrics and the moment alone decide, beside the state that the alarm has.
 * @param alarm that is evaluated
 * @param metrics of the account
 * @param from the state that the alarm has
 * @param at milliseconds since the epoch
 * @returns the state with its reason; undefined if the alarm stays in its state without a word
 */
export function evaluateMetricAlarm(
  alarm: MetricAlarmSettings,
  metrics: MetricStore,
  from: AlarmState,
  at: number,
): FoundState | undefined {
  const watched = watchedBy(alarm);
  if (watched === undefined) {
    const reason = "The local AWS does not model this alarm: its statistic, or its period below a minute.";
    return from === "INSUFFICIENT_DATA" ? undefined : { state: "INSUFFICIENT_DATA", reason };
  }
  const range = { at, periods: alarm.evaluationPeriods + EXTRA_PERIODS };
  const conditions = conditionsOf(alarm, watched.bandBefore(metrics, range));
  if (conditions === undefined) {
    const reason = "Insufficient Data: the band of the metric is not known yet.";
    return from === "INSUFFICIENT_DATA" ? undefined : { state: "INSUFFICIENT_DATA", reason };
  }
  const evaluation = evaluateConditions(conditions, watched.dataPointsIn(metrics, range));
  const { state } = evaluation;
  if (state === undefined || state === from || hasTooFewSamples(alarm, evaluation)) return undefined;
  return {
    state,
    reason: stateReason(conditions, evaluation, from, state),
    data: reasonData(alarm, watched.periodMs, evaluation, at),
  };
}

/**
 * How many periods more than `evaluationPeriods` an alarm looks at. AWS says that it depends on the period; 2 is in its
 * only examples.
 */
const EXTRA_PERIODS = 2;

/** By the settings of their alarm, which are replaced and never changed. */
const queriesOfAlarms = new WeakMap<MetricAlarmSettings, MetricQueries>();

function queriesOf(alarm: MetricAlarmSettings): MetricQueries {
  const queries = queriesOfAlarms.get(alarm) ?? readQueries(alarm);
  queriesOfAlarms.set(alarm, queries);
  return queries;
}

function watchedBy(alarm: MetricAlarmSettings): MetricQueries | undefined {
  if (alarm.metricQueries !== undefined) return queriesOf(alarm);
  const { extendedStatistic, statistic = extendedStatistic } = alarm;
  const watched = metricStatisticIn(alarm.region, { ...alarm, statistic });
  return (
    watched && {
      periodMs: watched.periodMs,
      dataPointsIn: (metrics, range) => dataPointsOf(metrics, watched, range),
      bandBefore: () => undefined,
    }
  );
}

function conditionsOf(alarm: MetricAlarmSettings, band: Band | undefined): AlarmConditions | undefined {
  const { comparisonOperator, threshold, evaluationPeriods, treatMissingData } = alarm;
  const comparison =
    threshold === undefined
      ? band && compareWithBand(comparisonOperator, band)
      : compareWithThreshold(comparisonOperator, threshold);
  const { datapointsToAlarm = evaluationPeriods } = alarm;
  return comparison && { ...comparison, evaluationPeriods, datapointsToAlarm, treatMissingData };
}

/**
 * "For percentiles between 0.5 (inclusive) and 1.00 (exclusive), this setting is used when there are fewer than
 * 10/(1-percentile) data points during the evaluation period. For percentiles between 0 and 0.5 (exclusive), when there
 * are fewer than 10/percentile."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
function hasTooFewSamples(
  { evaluateLowSampleCountPercentiles, extendedStatistic = "" }: MetricAlarmSettings,
  { judged }: Evaluation<DataPoint>,
): boolean {
  const percent = percentileIn(extendedStatistic);
  if (evaluateLowSampleCountPercentiles !== "ignore" || percent === undefined || judged.length === 0) return false;
  if (percent === 0 || percent === 100) return false;
  const samples = judged.reduce((sum, { sampleCount = 0 }) => sum + sampleCount, 0);
  // Multiplied, and with a margin: 100 - 99.9 is a little less than 0.1 in floating point.
  return samples * (percent >= 50 ? 100 - percent : percent) < 1000 - 1e-6;
}

function reasonData(
  { unit, threshold, extendedStatistic, statistic = extendedStatistic }: MetricAlarmSettings,
  periodMs: number,
  { judged }: Evaluation<DataPoint>,
  at: number,
): object {
  const oldest = judged.at(-1);
  return {
    version: "1.0",
    queryDate: awsDate(at),
    ...(oldest && { startDate: awsDate(oldest.timestamp) }),
    ...(unit !== undefined && { unit }),
    ...(statistic !== undefined && { statistic }),
    period: periodMs / 1000,
    recentDatapoints: judged.map(({ value }) => value).toReversed(),
    ...(threshold !== undefined && { threshold }),
    evaluatedDatapoints: judged.map(({ timestamp, sampleCount, value }) => ({
      timestamp: awsDate(timestamp),
      ...(sampleCount !== undefined && { sampleCount }),
      value,
    })),
  };
}

/**
 * A time as alarms write it.
 * @param timestamp milliseconds since the epoch
 * @returns e.g. `2026-11-28T14:05:00.000+0000`
 */
export const awsDate = (timestamp: number): string => new Date(timestamp).toISOString().replace("Z", "+0000");
