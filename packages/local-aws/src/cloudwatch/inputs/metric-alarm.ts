import { z } from "zod";

import { region, tags, UNORDERED } from "../../arguments";
import {
  alarmFields,
  alarmName,
  dimensions,
  extendedStatistic,
  metricName,
  namespace,
  period,
  queryPeriod,
  statistic,
  unit,
} from "./fields";

const COMPARISON_OPERATORS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
] as const;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const metricQuery = z
  .strictObject({
    id: z
      .string()
      .max(255)
      .regex(/^[a-z]\w*$/, "expected letters, digits or _, a small letter first"),
    expression: z.string().min(1).max(2048).optional(),
    label: z.string().optional(),
    metric: z
      .strictObject({
        metricName,
        namespace: namespace.optional(),
        dimensions: dimensions.optional(),
        period: queryPeriod,
        stat: statistic.or(extendedStatistic),
        unit: unit.optional(),
      })
      .optional(),
    period: queryPeriod.optional(),
    returnData: z.boolean().default(false),
  })
  .refine(
    ({ expression, metric }) => (expression === undefined) !== (metric === undefined),
    "expected an expression or a metric, and not both",
  );

/**
 * What AWS takes of an `aws:cloudwatch/metricAlarm:MetricAlarm`, with its defaults.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const MetricAlarmInputs = z.strictObject({
  name: alarmName,
  region,
  ...alarmFields,
  comparisonOperator: z.enum(COMPARISON_OPERATORS),
  evaluationPeriods: z.int().min(1),
  datapointsToAlarm: z.int().min(1).optional(),
  metricName: metricName.optional(),
  namespace: namespace.optional(),
  dimensions: dimensions.optional(),
  statistic: statistic.optional(),
  extendedStatistic: extendedStatistic.optional(),
  period: period.optional(),
  unit: unit.optional(),
  threshold: z.number().optional(),
  thresholdMetricId: z.string().min(1).max(255).optional(),
  treatMissingData: z.enum(["missing", "ignore", "breaching", "notBreaching"]).default("missing"),
  evaluateLowSampleCountPercentiles: z.enum(["evaluate", "ignore"]).optional(),
  metricQueries: z.array(metricQuery).min(1).max(20).meta(UNORDERED).optional(),
  tags,
});
export type MetricAlarmInputs = z.output<typeof MetricAlarmInputs>;
