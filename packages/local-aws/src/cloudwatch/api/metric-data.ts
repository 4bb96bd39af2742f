import { z } from "zod";

import { AwsError } from "../../errors";
import { MINUTE_MS } from "../metrics/metric";
import type { MetricQuery, MetricStore } from "../metrics/metric-store";
import { statisticOf } from "../metrics/statistics";
import { dimensions, period, timestamp } from "./fields";

const metricStat = z.strictObject({
  Metric: z.strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions }),
  Period: period,
  Stat: z.string(),
  Unit: z.string().optional(),
});

/** Of a request of GetMetricData. Expressions are not modelled. */
export const GetMetricDataInput = z.strictObject({
  MetricDataQueries: z
    .array(
      z.strictObject({
        Id: z.string(),
        MetricStat: metricStat,
        Label: z.string().optional(),
        ReturnData: z.boolean().default(true),
      }),
    )
    .min(1)
    .max(500),
  StartTime: timestamp,
  EndTime: timestamp,
  ScanBy: z.enum(["TimestampAscending", "TimestampDescending"]).default("TimestampDescending"),
  MaxDatapoints: z.int().optional(),
});

/** Of a request of GetMetricStatistics. */
export const GetMetricStatisticsInput = z.strictObject({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensions,
  StartTime: timestamp,
  EndTime: timestamp,
  Period: period,
  Statistics: z.array(z.enum(["SampleCount", "Average", "Sum", "Minimum", "Maximum"])).default([]),
  ExtendedStatistics: z.array(z.string()).default([]),
  Unit: z.string().optional(),
});

/** "The maximum number of data points returned from a single call is 1,440." */
const MAX_DATAPOINTS = 1440;

/**
 * Answers GetMetricData. A time is rounded down to the whole minute, as AWS rounds what is less than 15 days ago.
 * @param metrics of the account
 * @param region of the request
 * @param input of the request
 * @returns the members of the answer
 * @throws AwsError for a statistic that is not modelled
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function getMetricData(
  metrics: MetricStore,
  region: string,
  { MetricDataQueries, StartTime, EndTime, ScanBy }: z.output<typeof GetMetricDataInput>,
): object {
  const results = MetricDataQueries.filter(({ ReturnData }) => ReturnData).map(({ Id, Label, MetricStat }) => {
    const { Metric, Period, Stat, Unit: unit } = MetricStat;
    const { Namespace: namespace, MetricName: name } = Metric;
    const valueOf = statisticOf(Stat);
    const query = { region, namespace, name, dimensions: Metric.Dimensions, unit };
    const points = periodsOf(metrics, query, StartTime, EndTime, Period);
    if (ScanBy === "TimestampDescending") points.reverse();
    return {
      Id,
      Label: Label ?? name,
      Timestamps: points.map(({ at }) => at / 1000),
      Values: points.map(({ values }) => valueOf(values)),
      StatusCode: "Complete",
    };
  });
  return { MetricDataResults: results, Messages: [] };
}

/**
 * Answers GetMetricStatistics: a data point for each period and unit that has values.
 * @param metrics of the account
 * @param region of the request
 * @param input of the request
 * @returns the members of the answer
 * @throws AwsError for too many data points, or a statistic that is not modelled
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
export function getMetricStatistics(
  metrics: MetricStore,
  region: string,
  input: z.output<typeof GetMetricStatisticsInput>,
): object {
  const { Namespace: namespace, MetricName: name, StartTime, EndTime, Period, Statistics, ExtendedStatistics } = input;
  const asked = Math.ceil((EndTime - StartTime) / Period);
  if (asked > MAX_DATAPOINTS) {
    throw new AwsError(
      "InvalidParameterCombinationException",
      `You have requested up to ${asked} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. ` +
        "You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
    );
  }
  const metric = { region, namespace, name, dimensions: input.Dimensions };
  const units = input.Unit === undefined ? metrics.unitsOf(metric) : [input.Unit];
  const Datapoints = units.flatMap((unit) =>
    periodsOf(metrics, { ...metric, unit }, StartTime, EndTime, Period).map(({ at, values }) => ({
      Timestamp: at / 1000,
      Unit: unit,
      ...Object.fromEntries(Statistics.map((statistic) => [statistic, statisticOf(statistic)(values)])),
      ...(ExtendedStatistics.length > 0 && {
        ExtendedStatistics: Object.fromEntries(
          ExtendedStatistics.map((statistic) => [statistic, statisticOf(statistic)(values)]),
        ),
      }),
    })),
  );
  return { Label: name, Datapoints };
}

/** The periods that have values, the oldest first. */
function periodsOf(metrics: MetricStore, query: MetricQuery, start: number, end: number, periodMs: number) {
  const first = Math.floor(start / MINUTE_MS) * MINUTE_MS;
  const count = Math.max(0, Math.ceil((end - first) / periodMs));
  return Array.from({ length: count }, (_, index) => first + index * periodMs)
    .map((at) => ({ at, values: metrics.valuesBetween(query, at, at + periodMs) }))
    .filter(({ values }) => values.sampleCount > 0);
}
