import { z } from "zod";

const MAX_METRICS = 500;
const MAX_ALARMS = 100;

/** Six digits: CloudWatch knows no names of colors. */
const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: "expected a color such as #1f77b4" });

const options = z.looseObject({ color: color.optional() });

/** Namespace, name, then name and value of each dimension; or an expression. The options come last. */
const metric = z
  .array(z.union([z.string(), options]), {
    error: "expected a list: namespace, metric, dimensions, options",
  })
  .min(1)
  .check(({ value, issues }) => {
    const words = value.filter((part) => typeof part === "string");
    const objects = value.length - words.length;
    const isLast = objects === 0 || typeof value.at(-1) === "object";
    // An expression has no words.
    const isWhole = words.length === 0 ? objects === 1 : words.length >= 2 && words.length % 2 === 0;
    if (objects > 1 || !isLast || !isWhole) {
      const message = "expected a namespace, a metric, dimensions by name and value, and options at the end";
      issues.push({ code: "custom", message, input: value });
    }
  });

const horizontal = z.looseObject({
  value: z.number(),
  color: color.optional(),
  yAxis: z.enum(["left", "right"]).optional(),
});

const annotations = z.looseObject({
  horizontal: z.array(z.union([horizontal, z.array(z.looseObject({ value: z.number() }))])).optional(),
  alarms: z.array(z.string()).length(1).optional(),
});

const metricProperties = z
  .looseObject({
    region: z.string().optional(),
    metrics: z.array(metric).min(1).max(MAX_METRICS).optional(),
    annotations: annotations.optional(),
  })
  .check(({ value, issues }) => {
    if (value.annotations?.alarms !== undefined || (value.metrics !== undefined && value.region !== undefined)) return;
    const message = "The metric widget should have specified a region and a data source or an alarm annotation";
    issues.push({ code: "custom", message, input: value });
  });

/**
 * What AWS wants of the properties of each type of widget, as far as public reports of refused dashboards and AWS's page
 * say. Types that are not here are not looked at.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 * @see https://github.com/aws/aws-cdk/issues/20024
 * @see https://github.com/aws-samples/aws-eda-slurm-cluster/issues/116
 */
export const WIDGET_PROPERTIES: Readonly<Record<string, z.ZodType>> = {
  metric: metricProperties,
  text: z.looseObject({ markdown: z.string() }),
  log: z.looseObject({ query: z.string(), region: z.string() }),
  alarm: z.looseObject({ alarms: z.array(z.string()).min(1).max(MAX_ALARMS) }),
};
