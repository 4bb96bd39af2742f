import type { LogMetricFilterInputs } from "../inputs/log-metric-filter";
import type { OnEvent } from "../logs/log-store";
import type { MetricStore } from "../metrics/metric-store";
import { compileMetricFilter, type MetricFilter } from "./metric-filter";

/**
 * Runs the metric filters of a log group on each event that it takes.
 * @param metrics get what the filters make
 * @returns what the log store calls
 */
export function applyMetricFilters(metrics: MetricStore): OnEvent {
  const compiled = new WeakMap<LogMetricFilterInputs, MetricFilter>();
  return ({ group, event }) => {
    for (const inputs of group.metricFilters.values()) {
      const filter = compiled.get(inputs) ?? metricFilterOf(inputs);
      compiled.set(inputs, filter);
      const datum = filter(event);
      if (datum) metrics.put({ ...datum, region: group.region });
    }
  };
}

/**
 * Prepares the metric filter of a resource.
 * @param inputs of the resource
 * @returns the filter
 * @throws AwsError InvalidParameterException
 */
export function metricFilterOf({ pattern, metricTransformation }: LogMetricFilterInputs): MetricFilter {
  const { defaultValue } = metricTransformation;
  return compileMetricFilter(pattern, {
    ...metricTransformation,
    defaultValue: defaultValue === undefined ? undefined : Number(defaultValue),
  });
}
