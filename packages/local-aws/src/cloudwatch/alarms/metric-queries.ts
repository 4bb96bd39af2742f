import { DAY_MS } from "../../durations";
import { parseExpression } from "../metric-math/parse-expression";
import { invalidMath, type MathValue, type Series, seriesIn } from "../metric-math/values";
import type { MetricStore } from "../metrics/metric-store";
import { type Band, bandIn, bandOf, refuseBandWithin } from "./anomaly-band";
import {
  type DataPoint,
  dataPointsOf,
  type MetricStatistic,
  metricStatisticIn,
  periodsIn,
  type Range,
} from "./data-points";
import type { MetricAlarmSettings, MetricQuerySettings } from "./metric-alarm";

/** The queries of an alarm, ready to run. */
export interface MetricQueries {
  readonly periodMs: number;
  /** One for each period, the oldest first; undefined where the watched query has no value. */
  readonly dataPointsIn: (metrics: MetricStore, range: Range) => readonly (DataPoint | undefined)[];
  /** The usual values before a range. Undefined without a band, or where too little is known. */
  readonly bandBefore: (metrics: MetricStore, range: Range) => Band | undefined;
}

/** So far back a band looks: metrics are kept for an hour more. */
const HISTORY_MS = DAY_MS;

/**
 * Reads the metric queries of an alarm: metric math, or a band around a metric.
 * @param alarm with metric queries
 * @returns the queries
 * @throws AwsError ValidationError for what AWS does not take, or what is not modelled
 */
export function readQueries({ region, metricQueries = [], thresholdMetricId }: MetricAlarmSettings): MetricQueries {
  const statistics = new Map(
    metricQueries.flatMap((query) => (query.metric ? [[query.id, statisticOf(region, query)] as const] : [])),
  );
  const [{ periodMs } = noMetric(), ...others] = statistics.values();
  if (others.some((other) => other.periodMs !== periodMs)) {
    throw invalidMath("the local AWS models metrics of one period alone");
  }
  const expressions = new Map(
    metricQueries.flatMap(({ id, expression }) => {
      if (expression === undefined) return [];
      refuseBandWithin(expression);
      return bandIn(expression) ? [] : [[id, parseExpression(expression)] as const];
    }),
  );
  const evaluate = (watchedId: string, seriesOf: (statistic: MetricStatistic) => Series): Series => {
    const series = new Map([...statistics].map(([id, statistic]) => [id, seriesOf(statistic)]));
    const pending = new Set<string>();
    const valueOf = (id: string): MathValue => {
      const known = series.get(id);
      if (known !== undefined) return { series: known };
      const expression = expressions.get(id);
      if (expression === undefined) throw invalidMath(`${id} is no id of a metric or an expression`);
      if (pending.has(id)) throw invalidMath(`${id} depends on itself`);
      pending.add(id);
      const value = expression({ period: periodMs / 1000, valueOf, metrics: series });
      pending.delete(id);
      return value;
    };
    return seriesIn(valueOf(watchedId), "what an alarm watches");
  };

  const watchedId = metricQueries.find(({ id, returnData }) => returnData && id !== thresholdMetricId)?.id ?? "";
  // Shows at once what is wrong with ids and types.
  evaluate(watchedId, () => [undefined]);
  const band = readBand(metricQueries.find(({ id }) => id === thresholdMetricId)?.expression, statistics);
  return {
    periodMs,
    dataPointsIn: (metrics, range) => {
      const values = evaluate(watchedId, (statistic) =>
        dataPointsOf(metrics, statistic, range).map((point) => point?.value),
      );
      return periodsIn(range, periodMs).map((timestamp, index) => {
        const value = values[index];
        return value === undefined ? undefined : { timestamp, value };
      });
    },
    bandBefore: (metrics, { at, periods }) => {
      if (band === undefined) return undefined;
      const history = { at: at - periods * periodMs, periods: Math.floor(HISTORY_MS / periodMs) };
      const known = dataPointsOf(metrics, band.statistic, history);
      return bandOf(
        known.flatMap((point) => point?.value ?? []),
        band.deviations,
      );
    },
  };
}

function readBand(expression: string | undefined, statistics: ReadonlyMap<string, MetricStatistic>) {
  const read = bandIn(expression);
  if (read === undefined) return undefined;
  const statistic = statistics.get(read.of);
  if (statistic === undefined) {
    throw invalidMath(`the local AWS models a band of a metric alone, and ${read.of} is none`);
  }
  return { statistic, deviations: read.deviations };
}

function statisticOf(region: string, { id, metric }: MetricQuerySettings): MetricStatistic {
  // A query may leave its namespace out.
  const statistic = metricStatisticIn(region, {
    ...metric,
    namespace: metric?.namespace ?? "",
    statistic: metric?.stat,
  });
  if (statistic !== undefined) return statistic;
  throw invalidMath(`the local AWS models neither a period below a minute nor every statistic: ${id}`);
}

function noMetric(): never {
  throw invalidMath("expected a metric among the queries");
}
