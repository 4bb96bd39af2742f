import { nameOf } from "../../place";
import { type AlarmArgs, type AlarmModel, type MetricModel, MINUTE, SUSTAINED } from "./model";

/** Of all requests, so much may fail: AWS's own recommendation for 5XXError. */
export const FAILED_SHARE = 0.05;
/**
 * So many failures of a minute are no accident. In little traffic one failure is a large share: AWS's share alone would
 * wake somebody for one record of twenty that was sent again and stored.
 */
const LEAST_FAILURES = 3;
/** Of the plan's rate, so much is near its limit. */
const NEAR_LIMIT = 0.8;
/** Of the time after which the connector gives up, so much is slow. */
const SLOW_SHARE = 0.5;
/** API Gateway gives up on Kinesis before: no answer can be much later than that. */
const SLOW_INTEGRATION_SHARE = 0.8;

/**
 * A metric of the records alone. With its detailed metrics API Gateway keeps each method apart, so that health checks
 * neither thin out failures nor count against the plan's rate.
 * @param args whose API it is
 * @param metricName the metric
 * @param stat `Sum`, `Average`, or a percentile such as `p99`
 * @returns the metric, by minute
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export const postMetric = (
  args: Pick<AlarmArgs, "place" | "api">,
  metricName: "4XXError" | "5XXError" | "Count" | "Latency",
  stat: string,
): MetricModel => ({
  namespace: "AWS/ApiGateway",
  metricName,
  dimensions: { ApiName: nameOf(args.place), Stage: args.place.stage, Resource: `/${args.api.path}`, Method: "POST" },
  stat,
  period: MINUTE,
});

/**
 * The requests of all methods of a stage, health checks among them: what the account's limit counts.
 * @param args whose API it is
 * @returns how many come in a minute
 */
export const requestCount = (args: Pick<AlarmArgs, "place">): MetricModel => ({
  namespace: "AWS/ApiGateway",
  metricName: "Count",
  dimensions: { ApiName: nameOf(args.place), Stage: args.place.stage },
  stat: "Sum",
  period: MINUTE,
});

/**
 * How long a connector may be kept waiting.
 * @param args the timeouts of the connector and of the integration
 * @returns milliseconds
 */
export const slowMilliseconds = (args: Pick<AlarmArgs, "api" | "callTimeoutMs">): number =>
  Math.min(args.callTimeoutMs * SLOW_SHARE, args.api.integrationTimeoutMs * SLOW_INTEGRATION_SHARE);

/** What gives up first if answers take still longer. */
const slowMeaning = (args: Pick<AlarmArgs, "api" | "callTimeoutMs">): string => {
  const milliseconds = slowMilliseconds(args);
  return (
    `One record of a hundred waits ${milliseconds} ms or more: ` +
    (milliseconds === args.callTimeoutMs * SLOW_SHARE
      ? `half of the connectors' call-timeout of ${args.callTimeoutMs} ms.`
      : `near the ${args.api.integrationTimeoutMs} ms after which API Gateway gives up (api.integrationTimeoutMs).`)
  );
};

/**
 * How many records are near what the usage plan takes. The plan counts by second, the metric by minute.
 * @param api the plan's throttle
 * @returns records a minute
 */
export const nearLimitPerMinute = (api: Pick<AlarmArgs["api"], "throttle">): number =>
  api.throttle.ratePerSecond * MINUTE * NEAR_LIMIT;

/**
 * Alarms on what API Gateway measures.
 * @param args what the alarms of a region follow from
 * @returns the alarms
 */
export const gatewayAlarms = (args: AlarmArgs): AlarmModel[] => [
  {
    key: "server-errors",
    severity: "page",
    side: "ours",
    meaning: "The API answers records with 5XX: nothing is lost, but replication stands still.",
    // The average of 5XXError is the share of requests that failed.
    metric: postMetric(args, "5XXError", "Average"),
    math: {
      // In the least traffic an outage has few failures, too, but then nothing else.
      expression: `IF(failed >= ${LEAST_FAILURES} OR share == 1, share, 0)`,
      label: `share answered 5XX, where ${LEAST_FAILURES} or all failed`,
      metrics: { share: postMetric(args, "5XXError", "Average"), failed: postMetric(args, "5XXError", "Sum") },
    },
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: FAILED_SHARE,
    ...SUSTAINED,
    // Without a request nothing failed; that nothing comes is another alarm.
    missingData: "notBreaching",
  },
  {
    key: "latency-p99",
    severity: "ticket",
    side: "ours",
    meaning: slowMeaning(args),
    metric: postMetric(args, "Latency", "p99"),
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: slowMilliseconds(args),
    ...SUSTAINED,
    // Without a request nothing is slow.
    missingData: "notBreaching",
  },
  {
    key: "plan-rate-near-limit",
    severity: "ticket",
    side: "ours",
    meaning: "Records come at 80 percent of the usage plan's rate or more: raise api.throttle before it refuses them.",
    metric: postMetric(args, "Count", "Sum"),
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: nearLimitPerMinute(args.api),
    ...SUSTAINED,
    // Without a request the rate is 0.
    missingData: "notBreaching",
  },
];
