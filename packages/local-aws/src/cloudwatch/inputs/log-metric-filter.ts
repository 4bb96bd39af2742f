import { z } from "zod";

import { region } from "../../arguments";
import { logGroupName, unit } from "./fields";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html */
const text = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^:*$]*$/, "expected a text without : * $");

const MAX_DIMENSIONS = 3;

const transformation = z
  .strictObject({
    name: text,
    namespace: text,
    /** A number, or the field that has it: `$.latency` or `$latency`. */
    value: z
      .string()
      .max(100)
      .regex(/^(?:\$.+|-?\d+(?:\.\d+)?)$/, "expected a number or a field such as $.latency"),
    defaultValue: z
      .string()
      .regex(/^-?\d+(?:\.\d+)?$/, "expected a number")
      .optional(),
    dimensions: z
      .record(z.string().min(1).max(255), z.string().min(1).max(255))
      .refine((given) => Object.keys(given).length <= MAX_DIMENSIONS, `expected at most ${MAX_DIMENSIONS} dimensions`)
      .optional(),
    unit: unit.default("None"),
  })
  .refine(
    ({ defaultValue, dimensions }) => defaultValue === undefined || dimensions === undefined,
    "expected a defaultValue or dimensions, not both",
  );

/**
 * What AWS takes of an `aws:cloudwatch/logMetricFilter:LogMetricFilter`, with its defaults.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
export const LogMetricFilterInputs = z.strictObject({
  name: z.string().regex(/^[^:*]{1,512}$/, "expected 1 to 512 characters other than : and *"),
  region,
  logGroupName,
  pattern: z
    .string()
    .max(1024)
    .transform((given) => given.trim()),
  metricTransformation: transformation,
});
export type LogMetricFilterInputs = z.output<typeof LogMetricFilterInputs>;
