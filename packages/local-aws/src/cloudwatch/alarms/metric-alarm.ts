/** The states of an alarm, as AWS writes them. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What metric alarms and composite alarms have in common. Actions are ARNs. */
export interface AlarmSettings {
  readonly region: string;
  readonly alarmDescription?: string | undefined;
  readonly actionsEnabled: boolean;
  readonly alarmActions?: readonly string[] | undefined;
  readonly okActions?: readonly string[] | undefined;
  readonly insufficientDataActions?: readonly string[] | undefined;
}

/**
 * A metric alarm, by the names of `aws:cloudwatch/metricAlarm:MetricAlarm`. It has a metric of its own, or
 * `metricQueries`, which are not modelled.
 */
export interface MetricAlarmSettings extends AlarmSettings {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly metricName?: string | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly statistic?: string | undefined;
  readonly extendedStatistic?: string | undefined;
  /** Seconds. */
  readonly period?: number | undefined;
  readonly unit?: string | undefined;
  readonly comparisonOperator: string;
  readonly threshold?: number | undefined;
  readonly evaluationPeriods: number;
  /** @defaultValue as many as `evaluationPeriods` */
  readonly datapointsToAlarm?: number | undefined;
  readonly treatMissingData: MissingData;
  /** @defaultValue evaluate */
  readonly evaluateLowSampleCountPercentiles?: "evaluate" | "ignore" | undefined;
  readonly metricQueries?: readonly unknown[] | undefined;
}

/** What a period without a value counts as. */
export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/** A metric alarm that the local AWS evaluates. */
export interface AlarmConditions {
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}

/** A comparison with a threshold. */
export interface Comparison {
  readonly breaches: (value: number, threshold: number) => boolean;
  /** As AWS's reasons write it, after "was" or "was not". */
  readonly words: string;
}

/** By the names of AWS. Those with a band of anomaly detection are not modelled. */
export const COMPARISONS: Readonly<Record<string, Comparison>> = {
  GreaterThanOrEqualToThreshold: {
    breaches: (value, threshold) => value >= threshold,
    words: "greater than or equal to",
  },
  GreaterThanThreshold: { breaches: (value, threshold) => value > threshold, words: "greater than" },
  LessThanThreshold: { breaches: (value, threshold) => value < threshold, words: "less than" },
  LessThanOrEqualToThreshold: { breaches: (value, threshold) => value <= threshold, words: "less than or equal to" },
};
