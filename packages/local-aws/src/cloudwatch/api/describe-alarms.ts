import { z } from "zod";

import type { AlarmStatus } from "../alarms/transition";
import type { CompositeAlarmInputs } from "../inputs/composite-alarm";
import type { MetricAlarmInputs } from "../inputs/metric-alarm";
import type { CloudWatch } from "../state";
import { dimensionList, page, pageOf, timestamp } from "./fields";

const alarmType = z.enum(["MetricAlarm", "CompositeAlarm"]);

/** Of a request of DescribeAlarms. */
export const DescribeAlarmsInput = z.strictObject({
  AlarmNames: z.array(z.string()).max(100).optional(),
  AlarmNamePrefix: z.string().default(""),
  /** "If you omit this parameter, only metric alarms are returned." */
  AlarmTypes: z.array(alarmType).default(["MetricAlarm"]),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]).optional(),
  ActionPrefix: z.string().default(""),
  ...page,
});

/** Of a request of DescribeAlarmHistory. */
export const DescribeAlarmHistoryInput = z.strictObject({
  AlarmName: z.string().optional(),
  AlarmTypes: z.array(alarmType).default(["MetricAlarm"]),
  HistoryItemType: z.enum(["ConfigurationUpdate", "StateUpdate", "Action"]).optional(),
  StartDate: timestamp.default(0),
  EndDate: timestamp.default(Infinity),
  ScanBy: z.enum(["TimestampAscending", "TimestampDescending"]).default("TimestampDescending"),
  ...page,
});

type AlarmInputs = MetricAlarmInputs | CompositeAlarmInputs;

const nameOf = (inputs: AlarmInputs): string => ("alarmRule" in inputs ? inputs.alarmName : inputs.name);

/**
 * Answers DescribeAlarms, in the order of the names.
 * @param cloudWatch of the account
 * @param region of the request
 * @param input of the request
 * @returns the members of the answer
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export function describeAlarms(
  cloudWatch: CloudWatch,
  region: string,
  input: z.output<typeof DescribeAlarmsInput>,
): object {
  const { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix, MaxRecords = 50, NextToken } = input;
  const { alarms } = cloudWatch;
  const all: readonly AlarmInputs[] = [
    ...(AlarmTypes.includes("MetricAlarm") ? cloudWatch.metricAlarms.in(region).values() : []),
    ...(AlarmTypes.includes("CompositeAlarm") ? cloudWatch.compositeAlarms.in(region).values() : []),
  ];
  const found = all
    .filter(
      (inputs) =>
        (AlarmNames?.includes(nameOf(inputs)) ?? true) &&
        nameOf(inputs).startsWith(AlarmNamePrefix) &&
        (ActionPrefix === "" || actionsOf(inputs).some((action) => action.startsWith(ActionPrefix))),
    )
    .map((inputs) => ({ inputs, status: alarms.statusOf(nameOf(inputs), inputs) }))
    .filter(({ status }) => (StateValue ?? status.state) === status.state)
    .sort((one, other) => (nameOf(one.inputs) < nameOf(other.inputs) ? -1 : 1));
  const { items, ...rest } = pageOf(found, NextToken, MaxRecords);
  const describe = ({ inputs, status }: (typeof items)[number]): object => ({
    ...commonMembers(inputs, status, alarms.arnOf(region, nameOf(inputs))),
    ...("alarmRule" in inputs ? { AlarmRule: inputs.alarmRule } : metricMembers(inputs)),
  });
  return {
    MetricAlarms: items.filter(({ inputs }) => !("alarmRule" in inputs)).map(describe),
    CompositeAlarms: items.filter(({ inputs }) => "alarmRule" in inputs).map(describe),
    ...rest,
  };
}

const actionsOf = ({ alarmActions = [], okActions = [], insufficientDataActions = [] }: AlarmInputs): string[] => [
  ...alarmActions,
  ...okActions,
  ...insufficientDataActions,
];

function commonMembers(inputs: AlarmInputs, status: AlarmStatus, arn: string): object {
  return {
    AlarmName: nameOf(inputs),
    AlarmArn: arn,
    AlarmDescription: inputs.alarmDescription,
    AlarmConfigurationUpdatedTimestamp: status.configuredAt / 1000,
    ActionsEnabled: inputs.actionsEnabled,
    OKActions: inputs.okActions ?? [],
    AlarmActions: inputs.alarmActions ?? [],
    InsufficientDataActions: inputs.insufficientDataActions ?? [],
    StateValue: status.state,
    StateReason: status.reason,
    StateReasonData: status.data && JSON.stringify(status.data),
    StateUpdatedTimestamp: status.updatedAt / 1000,
    StateTransitionedTimestamp: status.updatedAt / 1000,
  };
}

function metricMembers(inputs: MetricAlarmInputs): object {
  return {
    MetricName: inputs.metricName,
    Namespace: inputs.namespace,
    Statistic: inputs.statistic,
    ExtendedStatistic: inputs.extendedStatistic,
    Dimensions: dimensionList(inputs.dimensions ?? {}),
    Period: inputs.period,
    Unit: inputs.unit,
    EvaluationPeriods: inputs.evaluationPeriods,
    DatapointsToAlarm: inputs.datapointsToAlarm,
    Threshold: inputs.threshold,
    ComparisonOperator: inputs.comparisonOperator,
    TreatMissingData: inputs.treatMissingData,
    EvaluateLowSampleCountPercentile: inputs.evaluateLowSampleCountPercentiles,
    ThresholdMetricId: inputs.thresholdMetricId,
    Metrics: (inputs.metricQueries ?? []).map(({ id, expression, label, metric, returnData }) => ({
      Id: id,
      Expression: expression,
      Label: label,
      ReturnData: returnData,
      MetricStat: metric && {
        Metric: {
          Namespace: metric.namespace,
          MetricName: metric.metricName,
          Dimensions: dimensionList(metric.dimensions ?? {}),
        },
        Period: metric.period,
        Stat: metric.stat,
        Unit: metric.unit,
      },
    })),
  };
}

/**
 * Answers DescribeAlarmHistory.
 * @param cloudWatch of the account
 * @param region of the request
 * @param input of the request
 * @returns the members of the answer
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
 */
export function describeAlarmHistory(
  { alarms }: CloudWatch,
  region: string,
  input: z.output<typeof DescribeAlarmHistoryInput>,
): object {
  const { AlarmName, AlarmTypes, HistoryItemType, StartDate, EndDate, ScanBy, MaxRecords = 100, NextToken } = input;
  const found = alarms.history
    .in(region)
    .filter(
      (item) =>
        (AlarmName ?? item.name) === item.name &&
        AlarmTypes.includes(item.kind) &&
        (HistoryItemType ?? item.type) === item.type &&
        item.timestamp >= StartDate &&
        item.timestamp <= EndDate,
    );
  const { items, ...rest } = pageOf(
    ScanBy === "TimestampDescending" ? found.toReversed() : found,
    NextToken,
    MaxRecords,
  );
  const AlarmHistoryItems = items.map((item) => ({
    AlarmName: item.name,
    AlarmType: item.kind,
    Timestamp: item.timestamp / 1000,
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: JSON.stringify(item.data),
  }));
  return { AlarmHistoryItems, ...rest };
}
