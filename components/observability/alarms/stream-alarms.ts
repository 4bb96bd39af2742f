import type { StreamSettings } from "../../../config/settings";
import { isOfOwnAccount } from "../../existing-stream";
import { nameOf } from "../../place";
import { postMetric } from "./gateway-alarms";
import { type AlarmArgs, type AlarmModel, type MetricMath, type MetricModel, MINUTE, SUSTAINED } from "./model";

/** Of a stream's retention, so much may pass before a record is read. */
const UNREAD_SHARE = 0.5;

const MILLISECONDS_PER_HOUR = 3_600_000;

/** CloudWatch learns a band around the usual traffic, this many standard deviations wide on each side. */
export const ANOMALY_BAND = 2;

type StreamMetricName =
  | "GetRecords.IteratorAgeMilliseconds"
  | "IncomingBytes"
  | "IncomingRecords"
  | "PutRecord.Success"
  | "WriteProvisionedThroughputExceeded";

/**
 * A metric of a stream.
 * @param stream its name
 * @param metricName the metric
 * @param stat `Sum`, `Average` or `Maximum`
 * @returns the metric, by minute
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const streamMetric = (stream: string, metricName: StreamMetricName, stat: string): MetricModel => ({
  namespace: "AWS/Kinesis",
  metricName,
  dimensions: { StreamName: stream },
  stat,
  period: MINUTE,
});

/**
 * How old a record may get before somebody reads it: half of the time after which it is gone.
 * @param stream its retention
 * @returns milliseconds
 */
export const unreadMilliseconds = (stream: Pick<StreamSettings, "retentionHours">): number =>
  stream.retentionHours * MILLISECONDS_PER_HOUR * UNREAD_SHARE;

/**
 * Alarms on what Kinesis measures, for each stream of the stage's own account. CloudWatch has the metrics of another
 * account's streams in that account.
 * @param args what the alarms of a region follow from
 * @returns the alarms; they name their stream, unless it has the stage's own name
 */
export const streamAlarms = (args: AlarmArgs): AlarmModel[] =>
  args.streams
    .filter(isOfOwnAccount)
    .flatMap((stream) => [
      ...writeAlarms(stream),
      unreadRecords(stream),
      ...silence(args, stream),
      ...(args.observability.alarms.trafficAnomaly ? [trafficAnomaly(stream)] : []),
    ])
    // A stream that is named like the stage needs no second name. So no alarm changes its name with another stream.
    .map((alarm) => (alarm.stream === nameOf(args.place) ? withoutStream(alarm) : alarm));

const withoutStream = ({ stream: _, ...alarm }: AlarmModel): AlarmModel => alarm;

/** Kinesis measures a stream, not who writes to it. */
const ofAllWriters = (meaning: string, { existing }: StreamSettings): string =>
  existing === undefined ? meaning : `${meaning} The stream's other writers count, too.`;

const writeAlarms = (stream: StreamSettings): AlarmModel[] => [
  {
    key: "kinesis-write-throttled",
    stream: stream.name,
    severity: "ticket",
    side: "ours",
    meaning: ofAllWriters(
      "Kinesis throttles writes: the stream grows too slowly for its load, or one key is hot.",
      stream,
    ),
    metric: streamMetric(stream.name, "WriteProvisionedThroughputExceeded", "Sum"),
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    ...SUSTAINED,
    // Without a write nothing is throttled.
    missingData: "notBreaching",
  },
  {
    key: "put-record-failed",
    stream: stream.name,
    severity: "ticket",
    side: "ours",
    meaning: ofAllWriters(
      "Kinesis refuses some of the records that the API hands it: they come again, and lag grows.",
      stream,
    ),
    // The average of PutRecord.Success is the share of calls that succeeded.
    metric: streamMetric(stream.name, "PutRecord.Success", "Average"),
    comparison: "LessThanThreshold",
    threshold: 1,
    ...SUSTAINED,
    // Without a call none failed.
    missingData: "notBreaching",
  },
];

const unreadRecords = (stream: StreamSettings): AlarmModel => ({
  key: "unread-records",
  stream: stream.name,
  severity: "page",
  side: "theirs",
  meaning:
    "A consumer is half of the stream's retention behind: what it does not read in time is lost to it. Consumers with " +
    "enhanced fan-out are not seen.",
  metric: streamMetric(stream.name, "GetRecords.IteratorAgeMilliseconds", "Maximum"),
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: unreadMilliseconds(stream),
  ...SUSTAINED,
  // A consumer that stops reads nothing, so there is no datapoint; it is still as far behind as it was.
  missingData: "ignore",
});

function silence(args: AlarmArgs, { name, existing, silenceMinutes }: StreamSettings): AlarmModel[] {
  const minutes = silenceMinutes ?? args.observability.alarms.silenceMinutes;
  if (minutes === 0) return [];
  const incoming = streamMetric(name, "IncomingRecords", "Sum");
  return [
    {
      key: "silence",
      stream: name,
      severity: "page",
      side: "theirs",
      ...(existing === undefined
        ? { meaning: `No record was stored for ${minutes} minutes: replication has stopped.` }
        : {
            meaning:
              `For ${minutes} minutes, this stage stored no record, or its stream got none: replication has stopped. ` +
              "The stream's other writers do not count, where the stage has no other stream.",
            math: storedByStage(args, incoming),
          }),
      metric: incoming,
      comparison: "LessThanThreshold",
      threshold: 1,
      datapoints: minutes,
      of: minutes,
      // Kinesis and API Gateway send no datapoint when no record comes: that is what this alarm is about.
      missingData: "breaching",
    },
  ];
}

/**
 * Others may write to an existing stream, and Kinesis counts their records. What this stage stores is what its API answers
 * with neither 4XX nor 5XX, to all its streams together: API Gateway does not know the stream.
 */
const storedByStage = (args: AlarmArgs, incoming: MetricModel): MetricMath => ({
  expression: "IF(requests - refused - failed > 0, incoming, 0)",
  label: "records that the stream got, in minutes in which this stage stored any",
  metrics: {
    incoming,
    requests: postMetric(args, "Count", "Sum"),
    refused: postMetric(args, "4XXError", "Sum"),
    failed: postMetric(args, "5XXError", "Sum"),
  },
});

const trafficAnomaly = (stream: StreamSettings): AlarmModel => ({
  key: "traffic-anomaly",
  stream: stream.name,
  severity: "ticket",
  side: "theirs",
  meaning: ofAllWriters("Far more or far fewer records come than usual at this time.", stream),
  metric: streamMetric(stream.name, "IncomingRecords", "Sum"),
  comparison: "LessThanLowerOrGreaterThanUpperThreshold",
  ...SUSTAINED,
  // No datapoint says nothing of the band; that no record comes is another alarm.
  missingData: "ignore",
});
