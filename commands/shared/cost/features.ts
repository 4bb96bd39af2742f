import { countAlarms } from "../../../config/region-alarms";
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
export function featuresOf(settings: RegionSettings, isFirst: boolean): Features {
  const { accessLog, logRetentionDays, tracing, dashboard, alarms } = settings.observability;
  const { metricFilters, alarmMetrics, compositeAlarms } = countAlarms(settings);
  const hasTopic = alarms.topicArns.some((arn) => arn.split(":")[3] === settings.region);
  return {
    accessLogBytes: accessLog ? ACCESS_LOG_BYTES : 0,
    logRetentionDays,
    metrics: metricFilters + (alarms.enabled || dashboard ? DETAILED_METRICS : 0),
    alarmMetrics,
    compositeAlarms,
    dashboards: dashboard && isFirst ? 1 : 0,
    tracing,
    kmsKeys: alarms.enabled && !hasTopic ? 1 : 0,
    secrets: 1,
  };
}

/**
 * Two methods, and of each 4XXError, 5XXError, Count, Latency, IntegrationLatency:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
const DETAILED_METRICS = 10;

/**
 * Names what settings switch off in a region, so that nobody misses its price.
 * @param settings how the region is watched
 * @returns for example `no access log (observability.accessLog is false)`
 */
export const absentFeatures = ({ accessLog, alarms, dashboard, tracing }: RegionSettings["observability"]) =>
  Object.entries({
    "access log (observability.accessLog": accessLog,
    "alarms (observability.alarms.enabled": alarms.enabled,
    "dashboard (observability.dashboard": dashboard,
    "tracing (observability.tracing": tracing,
  }).flatMap(([feature, isOn]) => (isOn ? [] : [`no ${feature} is false)`]));
