import { MINUTE_MS } from "../metrics/metric";
import type { MetricQuery, MetricStore } from "../metrics/metric-store";
import { findStatistic, statisticOf } from "../metrics/statistics";

/** The value of one period. */
export interface DataPoint {
  /** When the period begins, in milliseconds since the epoch. */
  readonly timestamp: number;
  readonly value: number;
  /** Of a metric; an expression has none. */
  readonly sampleCount?: number;
}

/** A metric as an alarm looks at it. */
export interface MetricStatistic {
  readonly metric: MetricQuery;
  /** e.g. `Sum` or `p99` */
  readonly statistic: string;
  /** A multiple of a minute. */
  readonly periodMs: number;
}

/** A metric as the settings of an alarm or of a query name it. */
interface MetricSettings {
  readonly namespace?: string | undefined;
  readonly metricName?: string | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly unit?: string | undefined;
  readonly statistic?: string | undefined;
  /** Seconds. */
  readonly period?: number | undefined;
}

/**
 * Reads which metric an alarm or one of its queries looks at.
 * @param region of the alarm
 * @param settings of the alarm or the query
 * @returns undefined without a metric's name, a statistic or a period; also if the local AWS models neither the statistic
 * nor the period
 */
export function metricStatisticIn(region: string, settings: MetricSettings): MetricStatistic | undefined {
  const { namespace, metricName, dimensions = {}, unit, statistic, period = 0 } = settings;
  if (namespace === undefined || metricName === undefined || statistic === undefined) return undefined;
  const periodMs = period * 1000;
  if (findStatistic(statistic) === undefined || periodMs <= 0 || periodMs % MINUTE_MS !== 0) return undefined;
  return { metric: { region, namespace, name: metricName, dimensions, unit }, statistic, periodMs };
}

/** Periods one behind the other. The last one ends with the last whole minute. */
export interface Range {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly periods: number;
}

/**
 * When the periods of a range begin. The last one ends with the last whole minute: "at the end of minute 6, the alarm is
 * evaluated based on the data from minutes 2 to 6".
 * @param range at a moment
 * @param periodMs a multiple of a minute
 * @returns milliseconds since the epoch, the oldest first
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function periodsIn({ at, periods }: Range, periodMs: number): readonly number[] {
  const end = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return Array.from({ length: periods }, (_, index) => end - (periods - index) * periodMs);
}

/**
 * The data points of a metric.
 * @param metrics of the account
 * @param watched the metric
 * @param range which periods
 * @returns one for each period, the oldest first; undefined where the metric has no values
 */
export function dataPointsOf(
  metrics: MetricStore,
  { metric, statistic, periodMs }: MetricStatistic,
  range: Range,
): readonly (DataPoint | undefined)[] {
  const valueOf = statisticOf(statistic);
  return periodsIn(range, periodMs).map((timestamp) => {
    const values = metrics.valuesBetween(metric, timestamp, timestamp + periodMs);
    return values.sampleCount === 0
      ? undefined
      : { timestamp, value: valueOf(values), sampleCount: values.sampleCount };
  });
}
