import type { Settings } from "../../../config/settings";

/** What a region of a stage has that AWS charges for, besides its API and its streams. */
export interface Features {
  /** Bytes of one line of the access log; 0 for a stage without one. */
  readonly accessLogBytes: number;
  readonly logRetentionDays: number;
  /** Metrics of metric filters, and detailed metrics of API Gateway. */
  readonly metrics: number;
  /** Metrics that alarms look at; an alarm on an anomaly looks at three. */
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
 * Says what the program builds in a region.
 * @param _settings of the stage
 * @param _region one of the stage's
 * @returns zero for what the program does not build
 */
export const featuresOf = (_settings: Settings, _region: string): Features => ({
  accessLogBytes: 0,
  logRetentionDays: 0,
  metrics: 0,
  alarmMetrics: 0,
  compositeAlarms: 0,
  dashboards: 0,
  tracing: false,
  kmsKeys: 0,
  secrets: 1,
});

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
