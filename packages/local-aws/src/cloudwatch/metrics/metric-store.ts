import { Distribution } from "./distribution";
import { type Metric, type MetricDatum, metricKey, type MetricUnit, MINUTE_MS } from "./metric";

/** A metric, or its values of one unit. */
export interface MetricQuery extends Metric {
  readonly region: string;
  /** @defaultValue the values of all units together */
  readonly unit?: MetricUnit | undefined;
}

/** Adds a value at a time in milliseconds since the epoch. */
export type RecordValue = (value: number, timestamp: number) => void;

/** The metrics of one account. */
export interface MetricStore {
  readonly put: (datum: MetricDatum) => void;
  /** What `put` does, with the metric looked up once. */
  readonly recorderOf: (metric: Omit<MetricDatum, "value" | "timestamp">) => RecordValue;
  /** The metrics of a region that have values. */
  readonly list: (region: string) => readonly Metric[];
  /** The units of a metric's values. */
  readonly unitsOf: (metric: Omit<MetricQuery, "unit">) => readonly MetricUnit[];
  /**
   * The values from `from` on and before `to`, both milliseconds since the epoch, in whole minutes.
   * @returns no samples if there are none
   */
  readonly valuesBetween: (query: MetricQuery, from: number, to: number) => Distribution;
}

/** Values of one unit, by the minute in which they lie. */
type Minutes = Map<number, Distribution>;

interface Series {
  readonly region: string;
  readonly metric: Metric;
  readonly byUnit: Map<MetricUnit, Minutes>;
}

/** How long values are kept: an alarm looks back at most a day. AWS keeps minutes for 15 days and hours for 15 months. */
const RETENTION_MS = 25 * 60 * MINUTE_MS;

/**
 * Creates an empty store. It keeps a distribution of values for each metric and minute, of the last 25 hours, so its size
 * does not grow with the number of values.
 * @param clock gives the time under which values are kept, in milliseconds since the epoch; without it, each value has its
 * own
 * @returns the store
 */
export function createMetricStore(clock?: () => number): MetricStore {
  const bySeries = new Map<string, Series>();

  const minutesOf = ({ region, namespace, name, dimensions, unit }: Omit<MetricDatum, "value" | "timestamp">) => {
    const metric = { namespace, name, dimensions };
    const key = metricKey(region, metric);
    const series: Series = bySeries.get(key) ?? { region, metric, byUnit: new Map<MetricUnit, Minutes>() };
    bySeries.set(key, series);
    const minutes: Minutes = series.byUnit.get(unit) ?? new Map<number, Distribution>();
    series.byUnit.set(unit, minutes);
    return minutes;
  };

  const recorderIn = (minutes: Minutes): RecordValue => {
    const record = recordIn(minutes);
    if (clock === undefined) return record;
    return (value) => {
      record(value, clock());
    };
  };

  return {
    put: (datum) => {
      recorderIn(minutesOf(datum))(datum.value, datum.timestamp);
    },

    recorderOf: (metric) => {
      let record: RecordValue | undefined;
      return (value, timestamp) => {
        record ??= recorderIn(minutesOf(metric));
        record(value, timestamp);
      };
    },

    list: (region) => [...bySeries.values()].filter((series) => series.region === region).map(({ metric }) => metric),

    unitsOf: (metric) => [...(bySeries.get(metricKey(metric.region, metric))?.byUnit.keys() ?? [])],

    valuesBetween: (query, from, to) => {
      const values = new Distribution();
      for (const [unit, minutes] of bySeries.get(metricKey(query.region, query))?.byUnit ?? []) {
        if (query.unit !== undefined && query.unit !== unit) continue;
        for (let minute = from; minute < to; minute += MINUTE_MS) {
          const inMinute = minutes.get(minute);
          if (inMinute) values.addAll(inMinute);
        }
      }
      return values;
    },
  };
}

const recordIn =
  (minutes: Minutes): RecordValue =>
  (value, timestamp) => {
    const minute = Math.floor(timestamp / MINUTE_MS) * MINUTE_MS;
    let values = minutes.get(minute);
    if (values === undefined) {
      values = new Distribution();
      minutes.set(minute, values);
      dropMinutesBefore(minutes, minute - RETENTION_MS);
    }
    values.add(value);
  };

function dropMinutesBefore(minutes: Minutes, oldest: number): void {
  for (const minute of minutes.keys()) {
    if (minute < oldest) minutes.delete(minute);
  }
}
