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

/** A metric, or an expression on others, that an alarm asks for. */
export interface MetricQuerySettings {
  readonly id: string;
  readonly expression?: string | undefined;
  readonly label?: string | undefined;
  readonly metric?:
    | {
        readonly metricName: string;
        readonly namespace?: string | undefined;
        readonly dimensions?: Readonly<Record<string, string>> | undefined;
        /** Seconds. */
        readonly period: number;
        readonly stat: string;
        readonly unit?: string | undefined;
      }
    | undefined;
  readonly returnData?: boolean | undefined;
}

/** A metric alarm, by the names of `aws:cloudwatch/metricAlarm:MetricAlarm`: with a metric of its own, or with queries. */
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
  readonly metricQueries?: readonly MetricQuerySettings[] | undefined;
  /** The id of the query that is the band. */
  readonly thresholdMetricId?: string | undefined;
}

/** What a period without a value counts as. */
export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/** How an alarm judges its data points. */
export interface AlarmConditions {
  readonly breaches: (value: number) => boolean;
  /** What AWS's reasons write after "was" or "was not", e.g. `greater than the threshold (5.0)`. */
  readonly limit: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}
