import { ERRORS, queries, REFUSED } from "../build/alarms";
import { changing, props, set } from "../build/changes";
import { r4Alarm, r4Deaf, r5Alarm, r5Heard } from "../build/kinds";
import type { Attack } from "../harness/attack";

const HOURS_30_DAYS = 30 * 24;

/** The condition of an alarm never holds, or watches something else. */
export const conditions: readonly Attack[] = [
  r5Alarm("unit-seconds", "the alarm on latency counts in seconds, and API Gateway measures in milliseconds", {
    changes: { "alarms-latency-p99": set({ unit: "Seconds" }) },
  }),
  r5Alarm("http-api-metric", "the alarm reads a metric of HTTP APIs, copied from a blog, and the API is a REST API", {
    changes: {
      [ERRORS]: props(
        queries((query) => (query.metric ? { ...query, metric: { ...query.metric, metricName: "5xx" } } : query)),
      ),
    },
  }),
  r5Alarm("api-id-dimension", "the alarm watches by ApiId, and a REST API is measured by ApiName", {
    changes: {
      "alarms-latency-p99": props((given) => ({
        ...given,
        dimensions: { ApiId: "a1b2c3d4e5", Stage: "prod" },
      })),
    },
  }),
  r5Alarm("older-than-retention", "the alarm goes off when records are 30 days old, and the stream keeps them a week", {
    changes: {
      "alarms-unread-records-r5-alarm-older-than-retention": set({ threshold: HOURS_30_DAYS * 3_600_000 }),
    },
  }),
  r5Alarm("of-one-shard", "the alarm watches a shard, and the stream does not measure its shards", {
    changes: {
      "alarms-kinesis-write-throttled-r5-alarm-of-one-shard": set({
        dimensions: { StreamName: "r5-alarm-of-one-shard", ShardId: "shardId-000000000000" },
      }),
    },
  }),
  r5Heard("ten-seconds", "the alarm looks each ten seconds, and API Gateway measures each minute", {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (Period)
    changes: { "alarms-latency-p99": set({ period: 10 }) },
  }),
  r4Alarm(
    "silence-in-silence",
    "Kinesis sends no datapoint when no record comes, and the alarm of silence takes that for good",
    changing("alarms-silence-r4-alarm-silence-in-silence", { treatMissingData: "notBreaching" }),
  ),
  r4Alarm("share-of-five", "an alarm on a share goes off above 500 percent", changing(ERRORS, { threshold: 5 })),
  r4Alarm(
    "other-unit",
    "the alarm asks for a unit that the metric filter does not write",
    changing(REFUSED, { unit: "Seconds" }),
  ),
  r4Alarm(
    "other-api",
    "the alarm watches the API of another stage",
    changing("alarms-latency-p99", (given) => ({
      ...given,
      dimensions: { ...(given.dimensions as object), ApiName: "orders-dev" },
    })),
  ),
  r4Alarm(
    "other-method",
    "the alarm watches a method that the API does not have",
    changing("alarms-latency-p99", (given) => ({
      ...given,
      dimensions: { ...(given.dimensions as object), Method: "PUT" },
    })),
  ),
  r4Alarm(
    "other-account",
    "the alarm watches the API of another account",
    changing(
      ERRORS,
      queries((query) => (query.metric ? { ...query, accountId: "999988887777" } : query)),
    ),
  ),
  r4Alarm(
    "never-by-math",
    "what the alarm calculates is 0, whatever happens",
    changing(
      ERRORS,
      queries((query) => (query.expression ? { ...query, expression: "failed * 0" } : query)),
    ),
  ),
  r4Alarm(
    "never-by-branch",
    "both branches of what the alarm calculates are below the threshold",
    changing(
      ERRORS,
      queries((query) => (query.expression ? { ...query, expression: "IF(failed >= 3, 0, 0)" } : query)),
    ),
  ),
  r4Deaf("below-zero", "no count is below 0", changing("alarms-silence-r4-deaf-below-zero", { threshold: 0 })),
  r4Deaf(
    "above-all",
    "an alarm on a share goes off above 1",
    changing("alarms-server-errors", {
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
    }),
  ),
];
