import { z } from "zod";

import { UNORDERED } from "../../arguments";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const UNITS = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  "Bytes",
  "Kilobytes",
  "Megabytes",
  "Gigabytes",
  "Terabytes",
  "Bits",
  "Kilobits",
  "Megabits",
  "Gigabits",
  "Terabits",
  "Percent",
  "Count",
  "Bytes/Second",
  "Kilobytes/Second",
  "Megabytes/Second",
  "Gigabytes/Second",
  "Terabytes/Second",
  "Bits/Second",
  "Kilobits/Second",
  "Megabits/Second",
  "Gigabits/Second",
  "Terabits/Second",
  "Count/Second",
  "None",
] as const;
export const unit = z.enum(UNITS);

/** Of a metric or one of its dimensions. */
export const metricName = z.string().min(1).max(255);
export const namespace = metricName.regex(/^[^:]/, "expected a namespace that does not begin with a colon");

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_DIMENSIONS = 30;

export const dimensions = z
  .record(metricName, z.string().min(1).max(1024))
  .refine((given) => Object.keys(given).length <= MAX_DIMENSIONS, `expected at most ${MAX_DIMENSIONS} dimensions`);

export const statistic = z.enum(["SampleCount", "Average", "Sum", "Minimum", "Maximum"]);

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
export const extendedStatistic = z
  .string()
  .regex(
    /^(?:(?:p|tm|wm|tc|ts)(?:\d{1,2}(?:\.\d+)?|100)|IQM|(?:TM|WM|PR|TC|TS)\((?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\))$/,
    "expected a statistic such as p99, tm90 or PR(:300)",
  );

/** Seconds. */
const isMultipleOf60 = (seconds: number): boolean => seconds > 0 && seconds % 60 === 0;

/** Of an alarm's own metric. */
export const period = z
  .int()
  .refine(
    (seconds) => [10, 20, 30].includes(seconds) || isMultipleOf60(seconds),
    "expected 10, 20, 30, or a multiple of 60 seconds",
  );

/** Of a metric within an alarm's expressions. */
export const queryPeriod = z
  .int()
  .refine(
    (seconds) => [1, 5, 10, 20, 30].includes(seconds) || isMultipleOf60(seconds),
    "expected 1, 5, 10, 20, 30, or a multiple of 60 seconds",
  );

const arn = z.string().regex(/^arn:[\w-]+:[\w-]+:[\w-]*:\d{0,12}:.+$/, "expected an ARN");

/** What an alarm does when it changes to a state; at most 5 actions. */
const actions = z
  .array(arn)
  .max(5)
  .refine((all) => new Set(all).size === all.length, "expected no action twice")
  .meta(UNORDERED)
  .optional();

/** What metric alarms and composite alarms both have. */
export const alarmFields = {
  alarmDescription: z.string().max(1024).optional(),
  actionsEnabled: z.boolean().default(true),
  alarmActions: actions,
  okActions: actions,
  insufficientDataActions: actions,
};
export const alarmName = z.string().min(1).max(255);

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = z
  .string()
  .regex(/^[.\-_/#A-Za-z0-9]{1,512}$/, "expected 1 to 512 letters, digits or _-/.#")
  .regex(/^(?!aws\/)/, "expected a name that does not begin with aws/");
