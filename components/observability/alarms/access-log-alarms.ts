import type { MetricFilterModel } from "../metric-filters";
import { metricNamespace } from "../names";
import { type AlarmArgs, type AlarmModel, type MetricModel, MINUTE, SUSTAINED } from "./model";

/** So many refusals of a minute are more than a stranger who tries an address once. */
const LEAST_REFUSALS = 3;
/** A connector with a wrong key sends its records again and again: of many connectors it is at least so large a share. */
const REFUSED_SHARE = 0.1;

/**
 * The metric of a metric filter on the access log. It has no dimensions: its namespace is the stage's.
 * @param args whose metric it is
 * @param metricName what the filter counts
 * @returns its sum by minute
 */
export const logMetric = (
  args: Pick<AlarmArgs, "place">,
  metricName: MetricFilterModel["metricName"],
): MetricModel => ({
  namespace: metricNamespace(args.place),
  metricName,
  dimensions: {},
  stat: "Sum",
  period: MINUTE,
});

/**
 * Alarms on what the metric filters count.
 * @param args what the alarms of a region follow from
 * @returns the alarms
 */
export function accessLogAlarms(args: AlarmArgs): AlarmModel[] {
  const counted = {
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    ...SUSTAINED,
    // Without a line nothing was refused: the filters count 0 for every other line.
    missingData: "notBreaching",
  } as const;
  return [
    {
      key: "refused-records",
      severity: "page",
      side: "theirs",
      meaning: "Records are refused with 400, 413 or 415: each stalls its Aerospike partition until somebody acts.",
      metric: logMetric(args, "RefusedRecords"),
      ...counted,
    },
    {
      key: "key-trouble",
      severity: "page",
      side: "theirs",
      meaning: "Records are refused with 403, many of them or all: a connector has a wrong key or a wrong address.",
      metric: logMetric(args, "KeyTrouble"),
      math: {
        // Strangers send a POST without a key, too. Few of them, where records are stored, wake nobody.
        expression: `IF(stored == 0 OR (refused >= ${LEAST_REFUSALS} AND refused >= stored * ${REFUSED_SHARE}), refused, 0)`,
        label: "refused with 403, where they are many or all",
        metrics: { refused: logMetric(args, "KeyTrouble"), stored: logMetric(args, "StoredRecords") },
      },
      ...counted,
    },
    {
      key: "refused-keys",
      severity: "ticket",
      side: "theirs",
      meaning: "Requests are refused with 403: a stranger without a key, or one connector of many with a wrong one.",
      metric: logMetric(args, "KeyTrouble"),
      ...counted,
    },
    {
      key: "plan-throttled",
      severity: "ticket",
      side: "ours",
      meaning: "API Gateway refuses records with 429: they come faster than the usage plan or the account allows.",
      metric: logMetric(args, "PlanThrottled"),
      ...counted,
    },
  ];
}
