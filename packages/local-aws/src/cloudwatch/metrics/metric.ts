/** What identifies a metric in a region. */
export interface Metric {
  /** e.g. `AWS/Kinesis` */
  readonly namespace: string;
  /** e.g. `IncomingRecords` */
  readonly name: string;
  /** Values by name. Another set of dimensions is another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html (Unit) */
export type MetricUnit = "Count" | "Bytes" | "Milliseconds" | "None" | (string & {});

/** One value of a metric. */
export interface MetricDatum extends Metric {
  readonly region: string;
  readonly value: number;
  readonly unit: MetricUnit;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Milliseconds of the shortest period that is modelled: metrics have AWS's standard resolution. */
export const MINUTE_MS = 60_000;

/**
 * The metric as a text that differs for different metrics.
 * @param region e.g. `eu-west-1`
 * @param metric its dimensions in any order
 * @returns the text
 */
export function metricKey(region: string, { namespace, name, dimensions }: Metric): string {
  const pairs = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return [region, namespace, name, ...pairs.flat()].join("\0");
}
