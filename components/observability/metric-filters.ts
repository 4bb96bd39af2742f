import type { AccessLogField } from "./access-log-format";

/** What lines of the access log are counted as. */
export interface MetricFilterModel {
  /** The name of the filter, behind the stage's. */
  readonly name: string;
  readonly metricName:
    "StoredRecords" | "RefusedRecords" | "KeyTrouble" | "PlanThrottled" | "KinesisThrottled" | "Timeouts";
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly pattern: string;
}

const is = (field: AccessLogField, value: string | number): string =>
  `($.${field} = ${typeof value === "number" ? value : `"${value}"`})`;

const isNot = (field: AccessLogField, value: string): string => `($.${field} != "${value}")`;

/** Health checks and requests of strangers that look around use other methods: only a POST can be a record. */
const posts = (...conditions: readonly string[]): string =>
  `{ ${[is("httpMethod", "POST"), ...conditions].join(" && ")} }`;

const anyOf = (...conditions: readonly string[]): string => `(${conditions.join(" || ")})`;

/**
 * API Gateway counts 4XX and 5XX alone. These count what needs different people. API Gateway's own 429 names its type, and
 * asked Kinesis nothing; ours is an answer of Kinesis.
 */
export const REFUSAL_FILTERS: readonly MetricFilterModel[] = [
  {
    name: "refused-records",
    metricName: "RefusedRecords",
    pattern: posts(anyOf(is("status", 400), is("status", 413), is("status", 415))),
  },
  { name: "key-trouble", metricName: "KeyTrouble", pattern: posts(is("status", 403)) },
  {
    name: "plan-throttled",
    metricName: "PlanThrottled",
    pattern: posts(is("status", 429), is("integrationStatus", "-")),
  },
  {
    name: "kinesis-throttled",
    metricName: "KinesisThrottled",
    pattern: posts(is("status", 429), isNot("integrationStatus", "-")),
  },
  { name: "timeouts", metricName: "Timeouts", pattern: posts(is("status", 504)) },
];

/**
 * All that is counted. An alarm compares what is refused with what is stored: both from the same lines, so that a minute
 * that has one count has the other.
 */
export const METRIC_FILTERS: readonly MetricFilterModel[] = [
  ...REFUSAL_FILTERS,
  { name: "stored-records", metricName: "StoredRecords", pattern: posts(is("status", 200)) },
];
