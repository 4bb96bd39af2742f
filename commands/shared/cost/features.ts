import type { RegionSettings } from "../../../config/settings";
import { ACCESS_LOG_BYTES } from "./assumptions";

/** What a region of a stage has that AWS charges for, besides its API and its streams. */
export interface Features {
  /** Bytes of one line of the access log; 0 for a stage without one. */
  readonly accessLogBytes: number;
  readonly logRetentionDays: number;
  /** Metrics of metric filters, and detailed metrics of API Gateway. */
  readonly metrics: number;
  /** Metrics that alarms look at: AWS charges each. An alarm on an anomaly looks at three, one with metric math at all in it. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  /** One dashboard of a stage is in its first region. */
  readonly dashboards: number;
  readonly tracing: boolean;
  /** Keys of the customer. The key aws/kinesis is free. */
  readonly kmsKeys: number;
  readonly secrets: number;
}

/**
 * Says what the program builds in a region. A test compares it with the resources of the program.
 * @param settings of the region
 * @param isFirst whether it is the first region of its stage
 * @returns zero for what the program does not build
 */
export function featuresOf({ observability, ...settings }: RegionSettings, isFirst: boolean): Features {
  const { accessLog, logRetentionDays, tracing, dashboard, alarms } = observability;
  const hasTopic = alarms.topicArns.some((arn) => arn.split(":")[3] === settings.region);
  return {
    accessLogBytes: accessLog ? ACCESS_LOG_BYTES : 0,
    logRetentionDays,
    metrics: (accessLog ? METRIC_FILTERS : 0) + (alarms.enabled || dashboard ? DETAILED_METRICS : 0),
    alarmMetrics: alarms.enabled ? alarmMetricsOf(observability, settings.streams.filter(isWatched)) : 0,
    compositeAlarms: alarms.enabled ? COMPOSITE_ALARMS : 0,
    dashboards: dashboard && isFirst ? 1 : 0,
    tracing,
    kmsKeys: alarms.enabled && !hasTopic ? 1 : 0,
    secrets: 1,
  };
}

/** Refused records, key trouble, throttling of the usage plan, throttling of Kinesis, timeouts, stored records. */
const METRIC_FILTERS = 6;
/**
 * Two methods, and of each 4XXError, 5XXError, Count, Latency, IntegrationLatency:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
const DETAILED_METRICS = 10;
/** One for each side: ours, theirs. */
const COMPOSITE_ALARMS = 2;
/** Of API Gateway: the share and the number of server errors, latency, rate near the usage plan's. */
const API_ALARM_METRICS = 4;
/** On the metric filters: refused records, throttling of the usage plan, and two on keys, one of them compares with what is stored. */
const LOG_ALARM_METRICS = 5;
/** Of each stream: writes that are throttled, writes that fail, records that nobody reads. */
const STREAM_ALARMS = 3;
/** The metric, and both ends of the band: https://aws.amazon.com/cloudwatch/pricing/ */
const ANOMALY_METRICS = 3;

/** No alarm watches a stream of another account, whose ARNs stand in the settings. */
const isWatched = ({ existing = true }: RegionSettings["streams"][number]): boolean => existing === true;

function alarmMetricsOf(
  { accessLog, alarms }: RegionSettings["observability"],
  streams: RegionSettings["streams"],
): number {
  const silence = streams.filter(({ silenceMinutes = alarms.silenceMinutes }) => silenceMinutes > 0).length;
  const anomaly = alarms.trafficAnomaly ? ANOMALY_METRICS : 0;
  return API_ALARM_METRICS + (accessLog ? LOG_ALARM_METRICS : 0) + streams.length * (STREAM_ALARMS + anomaly) + silence;
}

/**
 * Names what a region does not have, so that nobody misses its price.
 * @param features of the region
 * @returns for example `access log`
 */
export const absentFeatures = (features: Features): readonly string[] =>
  Object.entries({
    "access log": features.accessLogBytes,
    "custom and detailed metrics": features.metrics,
    alarms: features.alarmMetrics + features.compositeAlarms,
    tracing: Number(features.tracing),
  }).flatMap(([name, size]) => (size === 0 ? [name] : []));
