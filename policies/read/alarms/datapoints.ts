import type { PolicyResource } from "@pulumi/policy";

import { knownRegionOf } from "../region";
import { answerAt } from "../resource";
import { knownAt, knownProperty, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { measuredIn } from "./aws-metrics";
import { type AlarmMetric, writtenMetrics } from "./metric";
import { streamOf } from "./subject";

/**
 * Why an alarm finds no datapoint of a metric that AWS measures. CloudWatch finds those alone that have all of the alarm's
 * dimensions, no others, and its unit.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns Why, in words; nothing if it finds some, or as far as that is not known.
 */
export function measuredTrouble(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): readonly string[] {
  const known = measuredIn(metric.namespace);
  if (known === undefined || metric.name === undefined) return [];
  const measured = known.get(metric.name);
  if (measured === undefined) return ["reads a metric that AWS does not measure: it finds no datapoint."];
  const { unit, dimensions } = measured;
  return [
    ...(unit === undefined || metric.unit === undefined || metric.unit === unit
      ? []
      : [`reads a metric in another unit than AWS measures it in, ${unit}: it finds no datapoint.`]),
    ...(metric.dimensionNames === undefined || dimensions.some((names) => isSame(names, metric.dimensionNames))
      ? []
      : ["reads a metric by dimensions by which AWS does not measure it: it finds no datapoint."]),
    ...(readsRestApiById(alarm, metric, stack)
      ? ["reads a REST API by ApiId, and AWS measures it by ApiName: it finds no datapoint."]
      : []),
    ...(readsUnmeasuredShard(alarm, metric, stack)
      ? ["reads a metric of a shard, and shardLevelMetrics of its stream does not name it: it finds no datapoint."]
      : []),
    ...periodTrouble(metric),
  ];
}

/** In seconds: what AWS measures here comes once a minute, and so does what a filter counts. */
const SHORTEST_PERIOD = 60;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: shorter periods are for metrics that
 * somebody stores by PutMetricData with a StorageResolution of 1.
 * [uncertain] That no filter stores such a metric is read from there: no page says so of filters.
 */
const periodTrouble = ({ period }: AlarmMetric): readonly string[] =>
  typeof period === "number" && period < SHORTEST_PERIOD
    ? [
        `has a period of ${String(period)} seconds, and the metric has one datapoint a minute: most periods have none, and the alarm does not see them.`,
      ]
    : [];

/** Before the API's id is known, the alarm is made from the API. */
function readsRestApiById(alarm: PolicyResource, { dimensionNames, dimensions }: AlarmMetric, stack: Stack): boolean {
  if (!dimensionNames?.includes("ApiId")) return false;
  const id = knownProperty(dimensions, "ApiId");
  if (id !== undefined) return stack.ofType(awsType.restApi).some((api) => knownAt(api, "id") === id);
  const sources = ["dimensions", "metricQueries"].flatMap((name) => sourcesOf(alarm, name));
  return sources.some((one) => one.type === awsType.restApi) && !sources.some((one) => one.type === awsType.httpApi);
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html */
function readsUnmeasuredShard(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): boolean {
  if (knownProperty(metric.dimensions, "ShardId") === undefined) return false;
  const stream = streamOf(alarm, metric, stack);
  const answer = stream && answerAt(stream, "shardLevelMetrics");
  if (answer === undefined || "error" in answer) return false;
  const named = Array.isArray(answer.value) ? (answer.value as readonly unknown[]) : [];
  return !named.some((_, index) => {
    const one = knownProperty(named, String(index));
    return one === undefined || one === metric.name || one === "ALL";
  });
}

/**
 * Why an alarm finds no datapoint of a metric that filters of the stack write.
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns Why, in words; nothing if it finds some, or if no filter writes in its namespace.
 */
export function writtenTrouble(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): readonly string[] {
  const { namespace, name, unit, dimensionNames } = metric;
  const written = writtenMetrics(stack).get(knownRegionOf(alarm)) ?? [];
  const inNamespace = written.filter((one) => one.namespace === namespace);
  if (namespace === undefined || inNamespace.length === 0) return [];
  const own = inNamespace.filter((one) => one.name === name);
  if (own.length === 0) {
    // A name that is not known yet may be this one.
    return inNamespace.some((one) => one.name === undefined) ? [] : ["reads a metric that no filter writes."];
  }
  const inUnit = own.filter((one) => unit === undefined || one.unit === unit);
  if (inUnit.length === 0) return ["reads a metric in a unit that its filter does not write: it finds no datapoint."];
  return dimensionNames === undefined ||
    inUnit.some((one) => one.dimensionNames === undefined || isSame(one.dimensionNames, dimensionNames))
    ? periodTrouble(metric)
    : ["reads a metric by other dimensions than its filter writes: it finds no datapoint."];
}

const isSame = (names: readonly string[], others: readonly string[] | undefined): boolean =>
  names.join(" ") === others?.join(" ");
