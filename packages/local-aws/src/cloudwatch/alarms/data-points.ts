import { MINUTE_MS } from "../metrics/metric";
import type { MetricQuery, MetricStore } from "../metrics/metric-store";
import { statisticOf } from "../metrics/statistics";

/** The statistic of one period. */
export interface DataPoint {
  /** When the period begins, in milliseconds since the epoch. */
  readonly timestamp: number;
  readonly value: number;
  readonly sampleCount: number;
}

/** A metric as an alarm looks at it. */
export interface MetricStatistic {
  readonly metric: MetricQuery;
  /** e.g. `Sum` or `p99` */
  readonly statistic: string;
  /** A multiple of a minute. */
  readonly periodMs: number;
}

/**
 * How many periods more than `evaluationPeriods` an alarm looks at. AWS says that it depends on the period; 2 is in its
 * only examples.
 */
const EXTRA_PERIODS = 2;

/**
 * The data points of the evaluation range of an alarm. The last period ends with the last whole minute: "at the end of
 * minute 6, the alarm is evaluated based on the data from minutes 2 to 6".
 *
 * @param metrics of the account
 * @param watched the metric of the alarm
 * @param evaluationPeriods of the alarm
 * @param at milliseconds since the epoch
 * @returns one for each period, the oldest first; undefined where the metric has no values
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function dataPointsOf(
  metrics: MetricStore,
  { metric, statistic, periodMs }: MetricStatistic,
  evaluationPeriods: number,
  at: number,
): readonly (DataPoint | undefined)[] {
  const valueOf = statisticOf(statistic);
  const end = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const periods = evaluationPeriods + EXTRA_PERIODS;
  return Array.from({ length: periods }, (_, index) => {
    const timestamp = end - (periods - index) * periodMs;
    const values = metrics.valuesBetween(metric, timestamp, timestamp + periodMs);
    return values.sampleCount === 0
      ? undefined
      : { timestamp, value: valueOf(values), sampleCount: values.sampleCount };
  });
}
