import type { Settings } from "../../../config/settings";
import { nameOf, type Place } from "../../place";

/** `page` wakes somebody; a `ticket` waits until tomorrow. */
export type Severity = "page" | "ticket";

/** Who can mend it: who runs the stage, or those who send and read its records. */
export type Side = "ours" | "theirs";

/** The alarms of a region; docs/runbook.md has a line for each. */
export type AlarmKey =
  | "server-errors"
  | "latency-p99"
  | "plan-throttled"
  | "plan-rate-near-limit"
  | "kinesis-write-throttled"
  | "put-record-failed"
  | "refused-records"
  | "key-trouble"
  | "refused-keys"
  | "unread-records"
  | "silence"
  | "traffic-anomaly";

/** A metric with the dimensions by which CloudWatch keeps it. */
export interface MetricModel {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `Maximum`, or a percentile such as `p99`. */
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
}

/**
 * An expression of metric math.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export interface MetricMath {
  readonly expression: string;
  /** What the graphs of CloudWatch call it. */
  readonly label: string;
  /** By the ids that the expression uses. */
  readonly metrics: Readonly<Record<string, MetricModel>>;
}

/** One alarm, without what only AWS knows. */
export interface AlarmModel {
  readonly key: AlarmKey;
  /** The stream that it is about. @defaultValue the stream that is named like the stage, or what is no stream */
  readonly stream?: string;
  readonly severity: Severity;
  readonly side: Side;
  /** What the alarm means, in a sentence. */
  readonly meaning: string;
  readonly metric: MetricModel;
  /** What the alarm judges in place of `metric`. @defaultValue the metric itself */
  readonly math?: MetricMath;
  readonly comparison:
    "GreaterThanOrEqualToThreshold" | "LessThanThreshold" | "LessThanLowerOrGreaterThanUpperThreshold";
  /** In the metric's unit. @defaultValue none: an anomaly has the band that CloudWatch learned */
  readonly threshold?: number;
  /** The alarm goes off when `datapoints` of the last `of` periods are beyond the threshold. */
  readonly datapoints: number;
  readonly of: number;
  readonly missingData: "notBreaching" | "breaching" | "ignore";
}

/** What the alarms of a region follow from. */
export interface AlarmArgs {
  readonly place: Pick<Place, "service" | "stage">;
  readonly streams: Settings["streams"];
  readonly api: Settings["api"];
  readonly callTimeoutMs: number;
  readonly observability: Settings["observability"];
}

/**
 * Half of the last ten minutes. Connectors send a refused record again and again, so that real trouble is there in each
 * minute; a few failures are over before. AWS keeps one datapoint a minute.
 */
export const SUSTAINED = { datapoints: 5, of: 10 } as const;

/** CloudWatch keeps a minute as the shortest period of these metrics. */
export const MINUTE = 60;

/**
 * The name of an alarm. A stream's name ends it, unless the stream has the stage's own name.
 * @param place whose alarm it is
 * @param key the alarm's key, or that of a composite alarm
 * @param stream the name of the stream that it is about; undefined as in {@link AlarmModel.stream}
 * @returns e.g. `orders-prod-silence`
 */
export const alarmName = (place: AlarmArgs["place"], key: string, stream?: string): string =>
  [nameOf(place), key, ...(stream === undefined ? [] : [stream])].join("-");

/**
 * The text that a notification carries: how urgent it is, what it means, and where to read what to do. A subscription of
 * the topic chooses by its beginning.
 * @param alarm what it means
 * @param runbook the address of docs/runbook.md
 * @returns the alarm's description
 */
export const describeAlarm = (
  alarm: { readonly severity: Severity; readonly meaning: string; readonly key: string },
  runbook: string,
): string => `${alarm.severity}: ${alarm.meaning} ${runbook}#${alarm.key}`;
