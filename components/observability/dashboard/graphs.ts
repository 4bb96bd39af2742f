import { NEW_STREAM, requestQuotasOf } from "../../../config/quotas";
import { isOfOwnAccount } from "../../existing-stream";
import { logMetric } from "../alarms/access-log-alarms";
import { FAILED_SHARE, nearLimitPerMinute, postMetric, requestCount, slowMilliseconds } from "../alarms/gateway-alarms";
import { type AlarmArgs, MINUTE } from "../alarms/model";
import { streamMetric, unreadMilliseconds } from "../alarms/stream-alarms";
import { REFUSAL_FILTERS } from "../metric-filters";
import { alarmMark, graph, limitMark, type Line } from "./lines";
import { type Level, marksOf } from "./marks";

/** What the graphs show of a region. */
export interface ShownSettings extends AlarmArgs {
  readonly region: string;
}

/**
 * The graphs of a stage, in the order of its questions: is everything delivered, how fast, how near to the limits, who is
 * refused and why. Thresholds are those of the alarms.
 * @param shown the settings of each region
 * @returns widgets without their places
 */
export function graphsOf(shown: readonly ShownSettings[]) {
  // CloudWatch has the metrics of another account's streams in that account.
  const regions = shown.map((args) => ({ ...args, streams: args.streams.filter(isOfOwnAccount) }));
  const watched = regions.filter(({ streams }) => streams.length > 0);
  const perStream = (metricName: Parameters<typeof streamMetric>[1], stat: string): Line[] =>
    regions.flatMap(({ region, streams }) =>
      streams.map(({ name }) => ({
        region,
        metric: streamMetric(name, metricName, stat),
        ...(streams.length > 1 && { what: name }),
      })),
    );
  const ofPosts = (
    ...wanted: readonly (readonly [name: Parameters<typeof postMetric>[1], stat: string, what?: string])[]
  ): Line[] =>
    regions.flatMap((args) =>
      wanted.map(([name, stat, what]) => ({
        region: args.region,
        metric: postMetric(args, name, stat),
        ...(what && { what }),
      })),
    );
  const ofStreams = (...graphs: readonly ReturnType<typeof graph>[]) => (watched.length === 0 ? [] : graphs);
  const levels = (valueOf: (args: ShownSettings) => number): Level[] =>
    regions.map((args) => ({ where: args.region, value: valueOf(args), hasAlarm: args.observability.alarms.enabled }));
  const unread = watched.flatMap(({ region, streams, observability }) =>
    streams.map((stream) => ({
      where: streams.length > 1 ? `${region} ${stream.name}` : region,
      value: unreadMilliseconds(stream),
      hasAlarm: observability.alarms.enabled,
    })),
  );
  const hasNewStream = watched.some(({ streams }) => streams.some(({ existing }) => existing === undefined));
  const logged = regions.filter(({ observability }) => observability.accessLog);
  return [
    ...ofStreams(graph("Delivered: records stored a minute", perStream("IncomingRecords", "Sum"))),
    graph(
      "Delivered: share answered 4XX or 5XX",
      ofPosts(["4XXError", "Average", "4XX"], ["5XXError", "Average", "5XX"]),
      alarmMarks(
        "5XX: alarm",
        levels(() => FAILED_SHARE),
      ),
    ),
    // Apart from p99: its limits would flatten this line.
    graph("Fast: milliseconds to answer, p50", ofPosts(["Latency", "p50"])),
    graph("Fast: milliseconds to answer, p99", ofPosts(["Latency", "p99"]), [
      ...alarmMarks("alarm", levels(slowMilliseconds)),
      ...limitMarks(
        "integrationTimeoutMs",
        levels(({ api }) => api.integrationTimeoutMs),
      ),
      ...limitMarks(
        "call-timeout",
        levels(({ callTimeoutMs }) => callTimeoutMs),
      ),
    ]),
    graph("Near the plan's limit: records a minute", ofPosts(["Count", "Sum"]), [
      ...alarmMarks(
        "alarm",
        levels(({ api }) => nearLimitPerMinute(api)),
      ),
      ...limitMarks(
        "usage plan",
        levels(({ api }) => api.throttle.ratePerSecond * MINUTE),
      ),
    ]),
    graph(
      "Near the account's limit: requests a minute",
      regions.map((args) => ({ region: args.region, metric: requestCount(args) })),
      limitMarks(
        "account, by default",
        levels(({ region }) => requestQuotasOf(region).ratePerSecond * MINUTE),
      ),
    ),
    ...ofStreams(
      graph(
        "Near the stream's limit: bytes a minute",
        perStream("IncomingBytes", "Sum"),
        // What an existing stream takes is its owner's.
        hasNewStream ? [limitMark("a new stream", NEW_STREAM.bytesPerSecond * MINUTE)] : [],
      ),
      graph(
        "Near the retention: milliseconds behind",
        perStream("GetRecords.IteratorAgeMilliseconds", "Maximum"),
        alarmMarks("alarm: half of the retention", unread),
      ),
      graph("Throttled by Kinesis: writes a minute", perStream("WriteProvisionedThroughputExceeded", "Sum")),
    ),
    ...(logged.length === 0
      ? []
      : [
          graph(
            "Refused: records a minute, by cause",
            logged.flatMap((args) =>
              REFUSAL_FILTERS.map(({ metricName, name }) => ({
                region: args.region,
                metric: logMetric(args, metricName),
                what: name,
              })),
            ),
          ),
        ]),
  ];
}

const alarmMarks = (label: string, levels: readonly Level[]) =>
  marksOf(alarmMark, label, levels, ({ hasAlarm }) => hasAlarm);

const limitMarks = (label: string, levels: readonly Level[]) => marksOf(limitMark, label, levels);
