import type { CompositeAlarmSettings } from "./composite-alarm";
import { awsDate } from "./evaluate-metric-alarm";
import type { MetricAlarmSettings, MetricQuerySettings } from "./metric-alarm";
import { regionTitle } from "./region-title";
import type { Transition } from "./transition";

/** A message to an SNS topic. */
export interface Notification {
  readonly subject: string;
  /** JSON. */
  readonly message: string;
}

/** "Subject: Constraints: ... less than 100 characters." */
const MAX_SUBJECT = 100;

/**
 * What an alarm publishes when its state changes, as seen in messages of AWS's alarms.
 * @param transition the change
 * @param accountId of the alarm
 * @returns the message
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function notificationOf(transition: Transition, accountId: string): Notification {
  const { name, arn, from, to, reason, at, configuredAt, settings } = transition;
  const { alarmActions = [], okActions = [], insufficientDataActions = [] } = settings;
  const region = regionTitle(settings.region);
  const message = {
    AlarmName: name,
    AlarmDescription: settings.alarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: awsDate(configuredAt),
    NewStateValue: to,
    NewStateReason: reason,
    StateChangeTime: awsDate(at),
    Region: region,
    AlarmArn: arn,
    OldStateValue: from,
    OKActions: okActions,
    AlarmActions: alarmActions,
    InsufficientDataActions: insufficientDataActions,
    ...("alarmRule" in settings ? compositePart(settings, transition) : { Trigger: triggerOf(settings) }),
  };
  return { subject: `${to}: "${name}" in ${region}`.slice(0, MAX_SUBJECT), message: JSON.stringify(message) };
}

function triggerOf(alarm: MetricAlarmSettings): object {
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods } = alarm;
  return {
    ...(alarm.metricQueries ? metricsPart(alarm.metricQueries) : metricPart(alarm)),
    EvaluationPeriods: evaluationPeriods,
    DatapointsToAlarm: datapointsToAlarm,
    ComparisonOperator: alarm.comparisonOperator,
    ...(alarm.thresholdMetricId === undefined
      ? { Threshold: alarm.threshold }
      : { ThresholdMetricId: alarm.thresholdMetricId }),
    TreatMissingData: alarm.treatMissingData,
    EvaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentiles ?? "",
  };
}

function metricPart(alarm: MetricAlarmSettings): object {
  const statistic =
    alarm.statistic === undefined
      ? { StatisticType: "ExtendedStatistic", ExtendedStatistic: alarm.extendedStatistic }
      : { StatisticType: "Statistic", Statistic: STATISTIC_WORDS[alarm.statistic] };
  return {
    MetricName: alarm.metricName,
    Namespace: alarm.namespace,
    ...statistic,
    Unit: alarm.unit ?? null,
    Dimensions: dimensionsOf(alarm.dimensions),
    Period: alarm.period,
  };
}

const metricsPart = (queries: readonly MetricQuerySettings[]): object => ({
  Period: queries.find(({ metric }) => metric)?.metric?.period,
  Metrics: queries.map(({ id, expression, label, metric, returnData = false }) => ({
    Id: id,
    ...(expression !== undefined && { Expression: expression }),
    ...(label !== undefined && { Label: label }),
    ...(metric && {
      MetricStat: {
        Metric: {
          Dimensions: dimensionsOf(metric.dimensions),
          MetricName: metric.metricName,
          Namespace: metric.namespace,
        },
        Period: metric.period,
        Stat: metric.stat,
      },
    }),
    ReturnData: returnData,
  })),
});

const dimensionsOf = (dimensions: MetricAlarmSettings["dimensions"] = {}): object =>
  Object.entries(dimensions).map(([name, value]) => ({ value, name }));

const STATISTIC_WORDS: Readonly<Record<string, string>> = {
  SampleCount: "SAMPLE_COUNT",
  Average: "AVERAGE",
  Sum: "SUM",
  Minimum: "MINIMUM",
  Maximum: "MAXIMUM",
};

function compositePart({ alarmRule }: CompositeAlarmSettings, { triggering, at }: Transition): object {
  return {
    AlarmRule: alarmRule,
    TriggeringChildren: triggering.map(({ arn, state }) => ({
      Arn: arn,
      State: { Value: state, Timestamp: awsDate(at) },
    })),
  };
}
