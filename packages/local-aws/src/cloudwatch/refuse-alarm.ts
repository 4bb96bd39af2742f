import { AwsError } from "../errors";
import { readQueries } from "./alarms/metric-queries";
import type { MetricAlarmInputs } from "./inputs/metric-alarm";

const DAY_S = 86_400;
const HOUR_S = 3600;
const MAX_DAYS_OF_LONG_PERIODS = 7;

/**
 * Refuses what AWS refuses of properties of a metric alarm together.
 * @param alarm whose properties are right one by one
 * @throws AwsError ValidationError with every problem; for metric math that AWS does not take or that is not modelled
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function refuseMetricAlarm(alarm: MetricAlarmInputs): void {
  const problems = [
    ...(alarm.metricQueries ? problemsOfQueries(alarm, alarm.metricQueries) : problemsOfMetric(alarm)),
    ...problemsOfPeriods(alarm),
    ...problemsOfThreshold(alarm),
  ];
  if (problems.length > 0) throw new AwsError("ValidationError", problems.join("; "));
  if (alarm.metricQueries) readQueries(alarm);
}

/**
 * Refuses actions in another region.
 * @param alarm metric or composite
 * @throws AwsError ValidationError
 */
export function refuseActionsElsewhere({
  region,
  alarmActions = [],
  okActions = [],
  insufficientDataActions = [],
}: Pick<MetricAlarmInputs, "region" | "alarmActions" | "okActions" | "insufficientDataActions">): void {
  const regions = [...alarmActions, ...okActions, ...insufficientDataActions].map((arn) => arn.split(":")[3] ?? "");
  const elsewhere = regions.find((each) => each !== "" && each !== region);
  if (elsewhere !== undefined) {
    throw new AwsError("ValidationError", `Invalid region ${elsewhere} specified. Only ${region} is supported.`);
  }
}

const ONE_METRIC = [
  "metricName",
  "namespace",
  "period",
  "statistic",
  "extendedStatistic",
  "dimensions",
  "unit",
] as const;

function problemsOfMetric(alarm: MetricAlarmInputs): readonly string[] {
  const { statistic, extendedStatistic } = alarm;
  const missing = (["metricName", "namespace", "period"] as const).filter((name) => alarm[name] === undefined);
  return [
    ...missing.map((name) => `${name} is required where there are no metricQueries`),
    ...((statistic === undefined) === (extendedStatistic === undefined)
      ? ["one of statistic and extendedStatistic must be set, and not both"]
      : []),
  ];
}

function problemsOfQueries(
  alarm: MetricAlarmInputs,
  queries: NonNullable<MetricAlarmInputs["metricQueries"]>,
): readonly string[] {
  const given = ONE_METRIC.filter((name) => alarm[name] !== undefined);
  const ids = queries.map(({ id }) => id);
  const returned = queries.filter(({ returnData }) => returnData);
  const isBand = alarm.thresholdMetricId !== undefined;
  return [
    ...given.map((name) => `${name} must not be set beside metricQueries`),
    ...(new Set(ids).size < ids.length ? ["two metricQueries have the same id"] : []),
    ...(isBand ? problemsOfBand(alarm, returned) : problemsOfOne(returned)),
  ];
}

const problemsOfOne = (returned: readonly { readonly id: string }[]): readonly string[] =>
  returned.length === 1 ? [] : [`exactly one of the metricQueries must return data, got ${returned.length}`];

/** The words are AWS's: https://github.com/hashicorp/terraform-provider-aws/pull/42504 */
function problemsOfBand(
  { thresholdMetricId }: Pick<MetricAlarmInputs, "thresholdMetricId">,
  returned: readonly { readonly id: string }[],
): readonly string[] {
  return [
    ...(returned.length === 2 ? [] : ["Exactly two elements of the metrics list should return data."]),
    ...(returned.some(({ id }) => id === thresholdMetricId)
      ? []
      : ["Metrics list must contain exactly one metric matching the ThresholdMetricId parameter"]),
  ];
}

/** All periods together may be a day, or a week if each is an hour or longer. */
function problemsOfPeriods({
  evaluationPeriods,
  datapointsToAlarm = 1,
  ...alarm
}: MetricAlarmInputs): readonly string[] {
  const {
    period = Math.max(0, ...(alarm.metricQueries ?? []).map((query) => query.metric?.period ?? query.period ?? 0)),
  } = alarm;
  const maxDays = period >= HOUR_S ? MAX_DAYS_OF_LONG_PERIODS : 1;
  return [
    ...(evaluationPeriods * period > maxDays * DAY_S
      ? [
          `Metrics cannot be checked across more than ${maxDays === 1 ? "a day" : `${maxDays} days`} ` +
            `(EvaluationPeriods * Period must be <= ${maxDays * DAY_S}).`,
        ]
      : []),
    ...(datapointsToAlarm > evaluationPeriods
      ? [`datapointsToAlarm must be at most evaluationPeriods, ${evaluationPeriods}, got ${datapointsToAlarm}`]
      : []),
  ];
}

const OF_BANDS = ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];

function problemsOfThreshold({
  comparisonOperator,
  threshold,
  thresholdMetricId,
}: MetricAlarmInputs): readonly string[] {
  const isBand = OF_BANDS.includes(comparisonOperator);
  return [
    ...(threshold !== undefined && thresholdMetricId !== undefined
      ? ["one of threshold and thresholdMetricId must be set, and not both"]
      : []),
    ...(isBand === (thresholdMetricId !== undefined)
      ? []
      : [`comparisonOperator ${comparisonOperator} needs ${isBand ? "a thresholdMetricId" : "no thresholdMetricId"}`]),
  ];
}
