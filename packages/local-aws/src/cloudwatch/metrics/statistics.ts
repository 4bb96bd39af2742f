import { AwsError } from "../../errors";
import type { Distribution } from "./distribution";

/** Makes one number of the values of a period, of which there is at least one. */
export type Statistic = (values: Distribution) => number;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
const STATISTICS: Readonly<Record<string, Statistic>> = {
  SampleCount: (values) => values.sampleCount,
  Average: (values) => values.sum / values.sampleCount,
  Sum: (values) => values.sum,
  Minimum: (values) => values.minimum,
  Maximum: (values) => values.maximum,
};

/** "You can specify the percentile with up to ten decimal places." */
const PERCENTILE = /^p(\d{1,3}(?:\.\d{1,10})?)$/;

/**
 * The percentile that a statistic asks for.
 * @param name of the statistic, e.g. `p99.9`
 * @returns 0 to 100; undefined if it is no percentile
 */
export function percentileIn(name: string): number | undefined {
  const percent = Number(PERCENTILE.exec(name)?.[1]);
  return percent <= 100 ? percent : undefined;
}

/**
 * Finds a statistic.
 * @param name of the statistic
 * @returns undefined if it is not modelled
 */
export function findStatistic(name: string): Statistic | undefined {
  const simple = Object.hasOwn(STATISTICS, name) ? STATISTICS[name] : undefined;
  const percent = percentileIn(name);
  return simple ?? (percent === undefined ? undefined : (values) => values.percentile(percent));
}

/**
 * Finds a statistic, or refuses.
 * @param name `SampleCount`, `Average`, `Sum`, `Minimum`, `Maximum`, or a percentile such as `p99`
 * @returns the statistic
 * @throws AwsError InvalidParameterValueException for any other, also for those of AWS that are not modelled, such as `tm99`
 */
export function statisticOf(name: string): Statistic {
  const statistic = findStatistic(name);
  if (statistic !== undefined) return statistic;
  throw new AwsError(
    "InvalidParameterValueException",
    `statistic: expected ${Object.keys(STATISTICS).join(", ")} or a percentile such as p99, got "${name}"; ` +
      "the local AWS models no other (packages/local-aws/src/cloudwatch/metrics/statistics.ts)",
  );
}
