import type { Attack, Props } from "../harness/attack";
import { props, set } from "../second-round/support";
import { attackOf } from "./support";

const attack = attackOf("alarm", "alarms read what is measured, and their condition can hold");
const log = attackOf("log", "the stage writes an access log of JSON lines");
const ofName = (name: string) => `r5-alarm-${name}`;

type Queries = readonly (Props & { readonly metric?: Props })[];

const HOURS_30_DAYS = 30 * 24;

export const alarms: readonly Attack[] = [
  attack("unit-seconds", "the alarm on latency counts in seconds, and API Gateway measures in milliseconds", {
    changes: { "alarms-latency-p99": set({ unit: "Seconds" }) },
  }),
  attack("http-api-metric", "the alarm reads a metric of HTTP APIs, copied from a blog, and the API is a REST API", {
    changes: {
      "alarms-server-errors": props((given) => ({
        ...given,
        metricQueries: (given.metricQueries as Queries).map((query) =>
          query.metric ? { ...query, metric: { ...query.metric, metricName: "5xx" } } : query,
        ),
      })),
    },
  }),
  attack("api-id-dimension", "the alarm watches by ApiId, and a REST API is measured by ApiName", {
    changes: {
      "alarms-latency-p99": props((given) => ({
        ...given,
        dimensions: { ApiId: "a1b2c3d4e5", Stage: "prod" },
      })),
    },
  }),
  attack("older-than-retention", "the alarm goes off when records are 30 days old, and the stream keeps them a week", {
    changes: {
      [`alarms-unread-records-${ofName("older-than-retention")}`]: set({ threshold: HOURS_30_DAYS * 3_600_000 }),
    },
  }),
  attack("of-one-shard", "the alarm watches a shard, and the stream does not measure its shards", {
    changes: {
      [`alarms-kinesis-write-throttled-${ofName("of-one-shard")}`]: set({
        dimensions: { StreamName: ofName("of-one-shard"), ShardId: "shardId-000000000000" },
      }),
    },
  }),
  attack("filter-by-status", "the metric filter counts by status, and the alarm reads the metric without it", {
    changes: {
      "api-refused-records": props((given) => ({
        ...given,
        metricTransformation: { ...(given.metricTransformation as object), dimensions: { Status: "$.status" } },
      })),
      "alarms-refused-records": set({}),
    },
  }),
  log("broken-json", "the path stands without quotes in each line, which is no JSON", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        const format = settings.format.replace('"$context.path"', "$context.path");
        if (format === settings.format) throw new Error("the format has no path");
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
    },
  }),
];
