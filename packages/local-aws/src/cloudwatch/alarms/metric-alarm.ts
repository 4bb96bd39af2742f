/** The states of an alarm, as AWS writes them. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What an alarm does when its state changes, by ARNs. */
export interface AlarmActions {
  /** AWS's default is true. */
  readonly actionsEnabled: boolean;
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
}

/** The comparisons with a fixed threshold; those with a band of anomaly detection are not modelled. */
export type ComparisonOperator =
  "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanThreshold" | "LessThanOrEqualToThreshold";

/** What a period without a value counts as. */
export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/** How an alarm judges the data points of its metric. */
export interface AlarmConditions {
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}

/** A value of a period, or undefined where the metric has none. */
export type MaybeValue = number | undefined;

const COMPARISONS: Readonly<Record<ComparisonOperator, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * Whether a value breaches the threshold of an alarm.
 *
 * @param conditions of the alarm
 * @param value of a period
 * @returns true if it counts towards the alarm
 */
export const isBreaching = ({ comparisonOperator, threshold }: AlarmConditions, value: number): boolean =>
  COMPARISONS[comparisonOperator](value, threshold);
