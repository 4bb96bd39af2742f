import { AwsError } from "../../errors";

/** The usual values of a metric. */
export interface Band {
  readonly lower: number;
  readonly upper: number;
}

/** What an alarm on an anomaly asks for. */
export interface BandExpression {
  /** The id of the metric. */
  readonly of: string;
  /** How many standard deviations the band is wide on each side of the mean. */
  readonly deviations: number;
}

/** "If you don't specify this argument, the default of 2 is used." */
const DEFAULT_DEVIATIONS = 2;

const BAND = /^\s*ANOMALY_DETECTION_BAND\s*\(\s*([a-z]\w*)\s*(?:,\s*(\d+(?:\.\d+)?)\s*)?\)\s*$/;

/**
 * Reads the expression of an alarm's band.
 * @param expression of a metric query
 * @returns the metric and the width; undefined if it is another expression
 */
export function bandIn(expression: string | undefined): BandExpression | undefined {
  const [, of, deviations] = BAND.exec(expression ?? "") ?? [];
  return of === undefined ? undefined : { of, deviations: Number(deviations ?? DEFAULT_DEVIATIONS) };
}

/** Fewer values say nothing of what is usual. AWS does not say how many it needs [assumption: anomaly-minimum]. */
const LEAST_VALUES = 15;
/** A band is at least so wide, as a share of the mean: else the smallest change of a constant metric would be unusual. */
const LEAST_DEVIATION = 0.1;

/**
 * The band of a metric by a simple model: the mean of its values, and standard deviations on each side. AWS learns a
 * trend and hourly, daily and weekly patterns from two weeks, by an algorithm that it does not publish: so a band here is
 * not AWS's band. As on AWS, the band of values that are never negative does not go below 0.
 * @param values of the metric before those that the alarm judges
 * @param deviations how wide
 * @returns the band; undefined if there are too few values
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
 */
export function bandOf(values: readonly number[], deviations: number): Band | undefined {
  if (values.length < LEAST_VALUES) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const width = deviations * Math.max(Math.sqrt(variance), LEAST_DEVIATION * Math.abs(mean));
  const lower = mean - width;
  return { lower: values.every((value) => value >= 0) ? Math.max(0, lower) : lower, upper: mean + width };
}

/**
 * Refuses what is not modelled of bands: one that is part of a larger expression.
 * @param expression of a metric query
 * @throws AwsError ValidationError
 */
export function refuseBandWithin(expression: string): void {
  if (!expression.includes("ANOMALY_DETECTION_BAND") || bandIn(expression) !== undefined) return;
  throw new AwsError(
    "ValidationError",
    "the local AWS models ANOMALY_DETECTION_BAND(id) and ANOMALY_DETECTION_BAND(id, number) alone, not within an " +
      "expression (packages/local-aws/src/cloudwatch/alarms/anomaly-band.ts)",
  );
}
