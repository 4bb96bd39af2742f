import type { Band } from "./anomaly-band";
import type { AlarmConditions } from "./metric-alarm";

/** What of an alarm's conditions follows from its comparison. */
type Comparison = Pick<AlarmConditions, "breaches" | "limit">;

const WITH_THRESHOLD: Readonly<Record<string, (threshold: number) => Comparison>> = {
  GreaterThanOrEqualToThreshold: (threshold) => ({
    breaches: (value) => value >= threshold,
    limit: `greater than or equal to the threshold (${javaNumber(threshold)})`,
  }),
  GreaterThanThreshold: (threshold) => ({
    breaches: (value) => value > threshold,
    limit: `greater than the threshold (${javaNumber(threshold)})`,
  }),
  LessThanThreshold: (threshold) => ({
    breaches: (value) => value < threshold,
    limit: `less than the threshold (${javaNumber(threshold)})`,
  }),
  LessThanOrEqualToThreshold: (threshold) => ({
    breaches: (value) => value <= threshold,
    limit: `less than or equal to the threshold (${javaNumber(threshold)})`,
  }),
};

const below = ({ lower }: Band): string => `less than the lower thresholds [${javaNumber(lower)}]`;
const above = ({ upper }: Band): string => `greater than the upper thresholds [${javaNumber(upper)}]`;

const WITH_BAND: Readonly<Record<string, (band: Band) => Comparison>> = {
  LessThanLowerOrGreaterThanUpperThreshold: (band) => ({
    breaches: (value) => value < band.lower || value > band.upper,
    limit: `${below(band)} or ${above(band)}`,
  }),
  LessThanLowerThreshold: (band) => ({ breaches: (value) => value < band.lower, limit: below(band) }),
  GreaterThanUpperThreshold: (band) => ({ breaches: (value) => value > band.upper, limit: above(band) }),
};

/**
 * Compares with a threshold.
 * @param operator by AWS's name
 * @param threshold in the metric's unit
 * @returns the comparison; undefined if the operator has no threshold
 */
export const compareWithThreshold = (operator: string, threshold: number): Comparison | undefined =>
  WITH_THRESHOLD[operator]?.(threshold);

/**
 * Compares with a band.
 * @param operator by AWS's name
 * @param band in the metric's unit
 * @returns the comparison; undefined if the operator has no band
 */
export const compareWithBand = (operator: string, band: Band): Comparison | undefined => WITH_BAND[operator]?.(band);

/**
 * A number as AWS's reasons write it.
 * @param value any
 * @returns e.g. `1.0` for 1
 */
export const javaNumber = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
