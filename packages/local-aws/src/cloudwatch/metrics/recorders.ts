import type { MetricUnit } from "./metric";
import type { MetricStore, RecordValue } from "./metric-store";

/** Adds a value to a metric of a namespace; the time is in milliseconds since the epoch. */
export type RecordMetric = (name: string, unit: MetricUnit, value: number, timestamp: number) => void;

/**
 * Looks each metric of a namespace and a set of dimensions up once, since a service adds values with every request.
 * @param metrics of the account
 * @param namespace e.g. `AWS/Kinesis`
 * @returns a function that gives, for a region and dimensions, what adds values
 */
export function createRecorders(
  metrics: MetricStore,
  namespace: string,
): (region: string, dimensions: Readonly<Record<string, string>>) => RecordMetric {
  const byDimensions = new Map<string, RecordMetric>();
  return (region, dimensions) => {
    const key = [region, ...Object.values(dimensions)].join("\0");
    let record = byDimensions.get(key);
    if (record === undefined) {
      const byName = new Map<string, RecordValue>();
      record = (name, unit, value, timestamp) => {
        const known = byName.get(name) ?? metrics.recorderOf({ region, namespace, name, dimensions, unit });
        byName.set(name, known);
        known(value, timestamp);
      };
      byDimensions.set(key, record);
    }
    return record;
  };
}
