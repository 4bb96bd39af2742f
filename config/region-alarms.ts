import { alarmsOf } from "../components/observability/alarms";
import { compositesOf } from "../components/observability/alarms/composite-alarms";
import type { AlarmModel } from "../components/observability/alarms/model";
import { METRIC_FILTERS } from "../components/observability/metric-filters";
import type { RegionSettings } from "./settings";

/** How many things the program builds in a region to watch it. */
export interface AlarmCounts {
  readonly metricFilters: number;
  /** Metrics that alarms look at, each once for each alarm. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
}

/** An anomaly has the metric, and both ends of the band: https://aws.amazon.com/cloudwatch/pricing/ */
const ANOMALY_METRICS = 3;

/**
 * Counts what AWS charges of a region's alarms, by the functions that the program builds them with.
 * @param settings of the region
 * @returns zero for what the program does not build
 */
export function countAlarms(settings: RegionSettings): AlarmCounts {
  const { connector, observability } = settings;
  const models = alarmsOf({ ...settings, place: settings, callTimeoutMs: connector["call-timeout"] });
  return {
    metricFilters: observability.accessLog ? METRIC_FILTERS.length : 0,
    alarmMetrics: models.reduce((sum, model) => sum + metricsOf(model), 0),
    compositeAlarms: compositesOf(settings, models).length,
  };
}

const metricsOf = ({ threshold, math }: AlarmModel): number => {
  if (threshold === undefined) return ANOMALY_METRICS;
  return math === undefined ? 1 : Object.keys(math.metrics).length;
};
