import type { PolicyResource } from "@pulumi/policy";

import { knownRegionOf } from "../region";
import { isNotKnownYet, property, valueAt } from "../resource";
import { knownAt, knownListAt, knownProperty, oncePerStack } from "../stack";
import { awsType } from "../types";

/** A metric that an alarm reads. What is not known, or not written, is undefined. */
export interface AlarmMetric {
  /** Its name in the alarm's expressions; undefined of an alarm on one metric. */
  readonly id: unknown;
  readonly namespace: unknown;
  readonly name: unknown;
  readonly stat: unknown;
  /** In seconds. */
  readonly period: unknown;
  readonly unit: unknown;
  readonly dimensions: unknown;
  /** The names of its dimensions, sorted; undefined where nobody knows yet which it has. */
  readonly dimensionNames: readonly string[] | undefined;
  /** The account in which it is measured; undefined of the alarm's own. */
  readonly account: unknown;
}

/**
 * The metrics that an alarm reads.
 * @param alarm A metric alarm.
 * @returns Its own one, or those of its queries.
 */
export function metricsOf(alarm: PolicyResource): readonly AlarmMetric[] {
  const queried = knownListAt(alarm, "metricQueries").flatMap((query) => {
    const metric = knownProperty(query, "metric");
    if (metric === undefined) return [];
    const names = namesIn(() => property(metric, "dimensions"));
    return [metricFrom(metric, query, knownProperty(metric, "stat"), names)];
  });
  const own = ["namespace", "metricName", "period", "unit", "dimensions"].map(
    (key) => [key, knownAt(alarm, key)] as const,
  );
  const statistic = ["statistic", "extendedStatistic"].map((key) => knownAt(alarm, key)).find(Boolean);
  const names = namesIn(() => valueAt(alarm, "dimensions"));
  const single = metricFrom(Object.fromEntries(own), undefined, statistic, names);
  return single.name === undefined ? queried : [single, ...queried];
}

const metricFrom = (
  metric: unknown,
  query: unknown,
  stat: unknown,
  dimensionNames: readonly string[] | undefined,
): AlarmMetric => ({
  id: knownProperty(query, "id"),
  namespace: writtenAt(metric, "namespace"),
  name: writtenAt(metric, "metricName"),
  stat,
  period: writtenAt(metric, "period"),
  unit: writtenAt(metric, "unit"),
  dimensions: knownProperty(metric, "dimensions"),
  dimensionNames,
  account: knownProperty(query, "accountId"),
});

/** The names in a map, sorted; undefined of a map that is not known yet. */
function namesIn(read: () => unknown): readonly string[] | undefined {
  try {
    const map = read();
    return typeof map === "object" && map !== null ? Object.keys(map).sort() : [];
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}

/** The provider reads back an empty text where AWS has none. */
function writtenAt(metric: unknown, key: string): unknown {
  const value = knownProperty(metric, key);
  return value === "" ? undefined : value;
}

/**
 * The metric whose values an alarm compares with its threshold.
 * @param alarm A metric alarm.
 * @returns Its only metric, or the one that its only expression hands on or takes for 0: `IF(failed > 3, share, 0)`.
 */
export function comparedMetric(alarm: PolicyResource): AlarmMetric | undefined {
  const metrics = metricsOf(alarm);
  const expressions = knownListAt(alarm, "metricQueries").flatMap((query) => knownProperty(query, "expression") ?? []);
  if (expressions.length === 0) return metrics.length === 1 ? metrics[0] : undefined;
  const [expression, ...others] = expressions;
  if (typeof expression !== "string" || others.length > 0) return undefined;
  const [, id] = /^\s*IF\s*\(.*,\s*([a-z]\w*)\s*,\s*0\s*\)\s*$/.exec(expression) ?? [];
  return metrics.find((metric) => metric.id === id);
}

/** A metric as somebody writes it. What is not known, or not written, is undefined. */
export type WrittenMetric = Pick<AlarmMetric, "namespace" | "name" | "unit" | "dimensionNames">;

/**
 * The metric that a metric filter writes.
 * @param filter The filter.
 * @returns The metric, with the unit that CloudWatch takes where the filter names none.
 */
export const metricWrittenBy = (filter: PolicyResource): WrittenMetric => ({
  namespace: knownAt(filter, "metricTransformation.namespace"),
  name: knownAt(filter, "metricTransformation.name"),
  unit: writtenAt(knownAt(filter, "metricTransformation"), "unit") ?? "None",
  dimensionNames: namesIn(() => valueAt(filter, "metricTransformation.dimensions")),
});

/**
 * The metrics that the stack's metric filters write, by region. Each alarm asks for them.
 * @param stack The stack.
 * @returns None for a region without filters.
 */
export const writtenMetrics = oncePerStack((stack) =>
  byRegion(stack.ofType(awsType.metricFilter), (filter) => [metricWrittenBy(filter)]),
);

/**
 * The metrics that the stack's alarms read, by region. Each metric filter asks for them.
 * @param stack The stack.
 * @returns None for a region without alarms.
 */
export const readMetrics = oncePerStack((stack) => byRegion(stack.ofType(awsType.metricAlarm), metricsOf));

function byRegion<Metric>(
  resources: readonly PolicyResource[],
  metricsIn: (resource: PolicyResource) => readonly Metric[],
): ReadonlyMap<unknown, readonly Metric[]> {
  const metrics = new Map<unknown, Metric[]>();
  for (const resource of resources) {
    const region = knownRegionOf(resource);
    const own = metrics.get(region) ?? [];
    own.push(...metricsIn(resource));
    metrics.set(region, own);
  }
  return metrics;
}

/**
 * The value that an expression of metric math has always.
 * @param expression Such as `IF(failed > 3, share, 0)`.
 * @param ids The ids of the metrics and expressions that it may use.
 * @returns Whether no metric changes it: it names none, multiplies by 0, or has one number in both branches.
 */
export function isConstant(expression: string, ids: readonly unknown[]): boolean {
  // These functions find metrics by themselves.
  if (/\b(?:SEARCH|METRICS|SERVICE_QUOTA|SELECT|LAMBDA|DB_PERF_INSIGHTS)\b/.test(expression)) return false;
  const names = expression.match(/[a-z]\w*/g) ?? [];
  if (!names.some((name) => ids.includes(name))) return true;
  const branches = /^\s*IF\s*\(.*,\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\)\s*$/.exec(expression);
  return (branches !== null && branches[1] === branches[2]) || /(?:^\s*0\s*\*|\*\s*0\s*$)/.test(expression);
}
