import { MINUTE_MS } from "../metrics/metric";
import type { MetricStore } from "../metrics/metric-store";
import { findStatistic, percentileIn } from "../metrics/statistics";
import { type DataPoint, dataPointsOf, type MetricStatistic } from "./data-points";
import { evaluateConditions, type Evaluation } from "./evaluate-conditions";
import { type AlarmConditions, type AlarmState, COMPARISONS, type MetricAlarmSettings } from "./metric-alarm";
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
 *
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
  const watched = watchedMetric(alarm);
  const conditions = conditionsOf(alarm);
  if (watched === undefined || conditions === undefined) {
    const reason =
      "The local AWS does not model this alarm: its statistic, its period below a minute, or its metric math.";
    return from === "INSUFFICIENT_DATA" ? undefined : { state: "INSUFFICIENT_DATA", reason };
  }
  const range = dataPointsOf(metrics, watched, conditions.evaluationPeriods, at);
  const evaluation = evaluateConditions(conditions, range);
  const { state } = evaluation;
  if (state === undefined || state === from || hasTooFewSamples(alarm, watched, evaluation)) return undefined;
  return {
    state,
    reason: stateReason(conditions, evaluation, from, state),
    data: reasonData(watched, conditions, evaluation, at),
  };
}

function watchedMetric(alarm: MetricAlarmSettings): MetricStatistic | undefined {
  const { region, namespace, metricName, dimensions = {}, unit, statistic = alarm.extendedStatistic } = alarm;
  const periodMs = (alarm.period ?? 0) * 1000;
  if (namespace === undefined || metricName === undefined || statistic === undefined) return undefined;
  const isModelled = findStatistic(statistic) !== undefined && periodMs > 0 && periodMs % MINUTE_MS === 0;
  if (!isModelled) return undefined;
  return { metric: { region, namespace, name: metricName, dimensions, unit }, statistic, periodMs };
}

function conditionsOf(alarm: MetricAlarmSettings): AlarmConditions | undefined {
  const { comparisonOperator, threshold, evaluationPeriods, treatMissingData } = alarm;
  const comparison = COMPARISONS[comparisonOperator];
  if (comparison === undefined || threshold === undefined) return undefined;
  const { datapointsToAlarm = evaluationPeriods } = alarm;
  return { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData };
}

/**
 * "For percentiles between 0.5 (inclusive) and 1.00 (exclusive), this setting is used when there are fewer than
 * 10/(1-percentile) data points during the evaluation period. For percentiles between 0 and 0.5 (exclusive), when there
 * are fewer than 10/percentile."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
function hasTooFewSamples(
  { evaluateLowSampleCountPercentiles }: MetricAlarmSettings,
  { statistic }: MetricStatistic,
  { judged }: Evaluation<DataPoint>,
): boolean {
  const percent = percentileIn(statistic);
  if (evaluateLowSampleCountPercentiles !== "ignore" || percent === undefined || judged.length === 0) return false;
  if (percent === 0 || percent === 100) return false;
  const samples = judged.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  // Multiplied, and with a margin: 100 - 99.9 is a little less than 0.1 in floating point.
  return samples * (percent >= 50 ? 100 - percent : percent) < 1000 - 1e-6;
}

function reasonData(
  { metric, statistic, periodMs }: MetricStatistic,
  { threshold }: AlarmConditions,
  { judged }: Evaluation<DataPoint>,
  at: number,
): object {
  const oldest = judged.at(-1);
  return {
    version: "1.0",
    queryDate: awsDate(at),
    ...(oldest && { startDate: awsDate(oldest.timestamp) }),
    ...(metric.unit !== undefined && { unit: metric.unit }),
    statistic,
    period: periodMs / 1000,
    recentDatapoints: judged.map(({ value }) => value).toReversed(),
    threshold,
    evaluatedDatapoints: judged.map(({ timestamp, sampleCount, value }) => ({
      timestamp: awsDate(timestamp),
      sampleCount,
      value,
    })),
  };
}

/**
 * A time as alarms write it.
 *
 * @param timestamp milliseconds since the epoch
 * @returns e.g. `2026-11-28T14:05:00.000+0000`
 */
export const awsDate = (timestamp: number): string => new Date(timestamp).toISOString().replace("Z", "+0000");
