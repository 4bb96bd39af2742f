import { isOfOwnAccount } from "../../existing-stream";
import { logMetric } from "../alarms/access-log-alarms";
import { FAILED_SHARE, nearLimitPerMinute, postMetric, requestCount, slowMilliseconds } from "../alarms/gateway-alarms";
import { type AlarmArgs, MINUTE } from "../alarms/model";
import { streamMetric, unreadMilliseconds } from "../alarms/stream-alarms";
import { REFUSAL_FILTERS } from "../metric-filters";
import { alarmMark, graph, limitMark, type Line } from "./lines";

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
  const { regions, api, callTimeoutMs, observability } = args;
  // CloudWatch has the metrics of another account's streams in that account.
  const streams = args.streams.filter(isOfOwnAccount);
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
    ...wanted: readonly (readonly [name: Parameters<typeof postMetric>[1], stat: string, what?: string])[]
  ) =>
    perRegion((region) =>
      wanted.map(([name, stat, what]) => ({ region, metric: postMetric(args, name, stat), ...(what && { what }) })),
    );
  const retention = Math.min(...streams.map(unreadMilliseconds));
  const ofStreams = (...graphs: readonly ReturnType<typeof graph>[]) => (streams.length === 0 ? [] : graphs);
  return [
    ...ofStreams(graph("Delivered: records stored a minute", perStream("IncomingRecords", "Sum"))),
    graph(
      "Delivered: share answered 4XX or 5XX",
      ofPosts(["4XXError", "Average", "4XX"], ["5XXError", "Average", "5XX"]),
      [alarmMark("5XX: alarm", FAILED_SHARE)],
    ),
    // Apart from p99: its limits would flatten this line.
    graph("Fast: milliseconds to answer, p50", ofPosts(["Latency", "p50"])),
    graph("Fast: milliseconds to answer, p99", ofPosts(["Latency", "p99"]), [
      alarmMark("alarm", slowMilliseconds(args)),
      limitMark("integrationTimeoutMs", api.integrationTimeoutMs),
      limitMark("call-timeout", callTimeoutMs),
    ]),
    graph("Near the plan's limit: records a minute", ofPosts(["Count", "Sum"]), [
      alarmMark("alarm", nearLimitPerMinute(api)),
      limitMark("usage plan", api.throttle.ratePerSecond * MINUTE),
    ]),
    graph(
      "Near the account's limit: requests a minute",
      perRegion((region) => [{ region, metric: requestCount(args) }]),
      [limitMark("account, by default", ACCOUNT_REQUESTS_PER_SECOND * MINUTE)],
    ),
    ...ofStreams(
      graph("Near the stream's limit: bytes a minute", perStream("IncomingBytes", "Sum"), [
        limitMark("a new stream", NEW_STREAM_BYTES_PER_SECOND * MINUTE),
      ]),
      graph("Near the retention: milliseconds behind", perStream("GetRecords.IteratorAgeMilliseconds", "Maximum"), [
        alarmMark("alarm: half of the retention", retention),
      ]),
      graph("Throttled by Kinesis: writes a minute", perStream("WriteProvisionedThroughputExceeded", "Sum")),
    ),
    ...(observability.accessLog
      ? [
          graph(
            "Refused: records a minute, by cause",
            perRegion((region) =>
              REFUSAL_FILTERS.map(({ metricName, name }) => ({
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
