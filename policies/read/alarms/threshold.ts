import type { PolicyResource } from "@pulumi/policy";

import { answerAt, textAt } from "../resource";
import { knownAt, type Stack } from "../stack";
import { measuredIn } from "./aws-metrics";
import { type AlarmMetric, comparedMetric } from "./metric";
import { streamOf } from "./subject";

/**
 * The threshold of an alarm that no value of its metric passes.
 * @param alarm A metric alarm.
 * @param stack The stack.
 * @returns The threshold; undefined if values can pass it, or as far as that is not known.
 */
export function thresholdOutOfReach(alarm: PolicyResource, stack: Stack): number | undefined {
  const metric = comparedMetric(alarm);
  const threshold = knownAt(alarm, "threshold");
  if (!metric || typeof threshold !== "number" || measuredIn(metric.namespace) === undefined) return undefined;
  const isPassed = PASSES[textAt(alarm, "comparisonOperator") ?? ""];
  // All that AWS measures is 0 or more.
  return !isPassed || isPassed(0, threshold) || isPassed(largestOf(alarm, metric, stack), threshold)
    ? undefined
    : threshold;
}

const PASSES: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
};

/** Statistics that give no more than the largest of the values. */
const WITHIN_VALUES = /^(?:Average|Minimum|Maximum|IQM$|p\d|t[mc]\d|wm\d|TM\(|WM\()/;

/** Metrics that count single requests as 0 or 1: their average is a share. */
const SHARES: readonly unknown[] = [
  "4XXError",
  "5XXError",
  "CacheHitCount",
  "CacheMissCount",
  "GetRecords.Success",
  "PutRecord.Success",
  "PutRecords.Success",
];

/** How far a reader is behind: at most as far as the stream keeps records. */
const AGES: readonly unknown[] = [
  "GetRecords.IteratorAgeMilliseconds",
  "IteratorAgeMilliseconds",
  "SubscribeToShardEvent.MillisBehindLatest",
];

function largestOf(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): number {
  if (typeof metric.stat !== "string" || !WITHIN_VALUES.test(metric.stat)) return Infinity;
  if (SHARES.includes(metric.name)) return 1;
  return AGES.includes(metric.name) ? retentionOf(streamOf(alarm, metric, stack)) * 3_600_000 : Infinity;
}

/**
 * For how many hours a stream keeps records; of a stream elsewhere, the longest time that AWS offers.
 * https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
 */
function retentionOf(stream: PolicyResource | undefined): number {
  if (!stream) return 8760;
  const answer = answerAt(stream, "retentionPeriod");
  if ("error" in answer) return 8760;
  return typeof answer.value === "number" && answer.value > 0 ? answer.value : 24;
}
