import { logMetric } from "../alarms/access-log-alarms";
import { FAILED_SHARE, nearLimitPerMinute, postMetric, slowMilliseconds } from "../alarms/gateway-alarms";
import { type AlarmArgs, MINUTE } from "../alarms/model";
import { streamMetric, unreadMilliseconds } from "../alarms/stream-alarms";
import { METRIC_FILTERS } from "../metric-filters";
import { graph, type Line } from "./lines";

/** What every account has in one region by default: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT_REQUESTS_PER_SECOND = 10_000;
/** What a new on-demand stream takes: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const NEW_STREAM_BYTES_PER_SECOND = 4_000_000;

/** What a dashboard is made from. */
export interface DashboardArgs extends AlarmArgs {
  readonly regions: readonly string[];
}

/**
 * The graphs of a stage, in the order of its questions: is everything delivered, how fast, how near to the limits, who is
 * refused and why. Thresholds are those of the alarms.
 * @param args the stage's settings
 * @returns widgets without their places
 */
export function graphsOf(args: DashboardArgs) {
  const { regions, streams, api, callTimeoutMs, observability } = args;
  const perRegion = (lines: (region: string) => Line[]): Line[] => regions.flatMap(lines);
  const perStream = (metricName: Parameters<typeof streamMetric>[1], stat: string): Line[] =>
    perRegion((region) =>
      streams.map(({ name }) => ({
        region,
        metric: streamMetric(name, metricName, stat),
        ...(streams.length > 1 && { what: name }),
      })),
    );
  const ofPosts = (
    ...wanted: readonly (readonly [name: Parameters<typeof postMetric>[1], stat: string, what: string])[]
  ) =>
    perRegion((region) => wanted.map(([name, stat, what]) => ({ region, metric: postMetric(args, name, stat), what })));
  const retention = Math.min(...streams.map(unreadMilliseconds));
  return [
    graph("Delivered: records stored a minute", perStream("IncomingRecords", "Sum")),
    graph(
      "Delivered: share of records answered 4XX or 5XX",
      ofPosts(["4XXError", "Average", "4XX"], ["5XXError", "Average", "5XX"]),
      [{ label: "5XX: alarm", value: FAILED_SHARE }],
    ),
    graph("Fast: milliseconds until the answer", ofPosts(["Latency", "p50", "p50"], ["Latency", "p99", "p99"]), [
      { label: "p99: alarm", value: slowMilliseconds(args) },
      { label: "integrationTimeoutMs", value: api.integrationTimeoutMs },
      { label: "call-timeout", value: callTimeoutMs },
    ]),
    graph(
      "Fast: milliseconds until the last consumer reads",
      perStream("GetRecords.IteratorAgeMilliseconds", "Maximum"),
      [{ label: "alarm", value: retention }],
    ),
    graph("Near the limits: records a minute", ofPosts(["Count", "Sum", "records"]), [
      { label: "alarm", value: nearLimitPerMinute(api) },
      { label: "usage plan", value: api.throttle.ratePerSecond * MINUTE },
      { label: "account, by default", value: ACCOUNT_REQUESTS_PER_SECOND * MINUTE },
    ]),
    graph("Near the limits: bytes a minute", perStream("IncomingBytes", "Sum"), [
      { label: "a new stream", value: NEW_STREAM_BYTES_PER_SECOND * MINUTE },
    ]),
    graph(
      "Near the limits: writes that Kinesis throttles a minute",
      perStream("WriteProvisionedThroughputExceeded", "Sum"),
    ),
    ...(observability.accessLog
      ? [
          graph(
            "Refused: records a minute, by cause",
            perRegion((region) =>
              METRIC_FILTERS.map(({ metricName, name }) => ({
                region,
                metric: logMetric(args, metricName),
                what: name,
              })),
            ),
          ),
        ]
      : []),
  ];
}
