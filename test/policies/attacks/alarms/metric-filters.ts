import * as cloudwatch from "@pulumi/aws/cloudwatch";

import { accessLogArn, ERRORS, REFUSED, UNCHANGED } from "../build/alarms";
import { props, set } from "../build/changes";
import { r4Alarm, r5Alarm, r5Beside, r5Heard, r6Heard } from "../build/kinds";
import type { Attack, Props } from "../harness/attack";

/** Other values of a metric filter, and the alarm that reads its metric. */
const filter = (name: string, breaks: string, change: (given: Props) => Props): Attack =>
  r4Alarm(name, breaks, { changes: { "api-refused-records": props(change), [REFUSED]: UNCHANGED } });

/** A metric filter, or what it reads, leaves its alarm without a number. */
export const metricFilters: readonly Attack[] = [
  r6Heard(
    "renamed",
    "lines of the access log get other names for their fields, and the metric filter reads those lines",
    {
      at: ["alarms-refused-records"],
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Transformation.html
      changes: { "api-refused-records": set({ applyOnTransformedLogs: true }), [REFUSED]: UNCHANGED },
      add: (b) =>
        new cloudwatch.LogTransformer(`${b.name}-transformer`, {
          region: b.region,
          logGroupArn: accessLogArn(b),
          transformerConfigs: [
            { parseJsons: [{}] },
            { renameKeys: [{ entries: [{ key: "status", renameTo: "http_status_code" }] }] },
          ],
        }),
    },
  ),
  r5Alarm("filter-by-status", "the metric filter counts by status, and the alarm reads the metric without it", {
    changes: {
      "api-refused-records": props((given) => ({
        ...given,
        metricTransformation: { ...(given.metricTransformation as object), dimensions: { Status: "$.status" } },
      })),
      "alarms-refused-records": set({}),
    },
  }),
  r5Beside("filter-name", "the metric filter's name has a colon, which CloudWatch does not take", {
    rules: ["name-limits"],
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
    changes: { "api-refused-records": set({ name: "orders:refused-records" }) },
  }),
  r5Heard("columns", "the metric filter counts columns, as for Apache's log, and each line is JSON", {
    changes: {
      "api-refused-records": set({ pattern: "[host, ident, user, time, request, status=400, size]" }),
      "alarms-refused-records": set({}),
    },
  }),
  filter("counts-nothing", "the metric filter counts a status that no line has", (given) => ({
    ...given,
    pattern: '{ ($.httpMethod = "POST") && ($.status = 400) && ($.status = 413) }',
  })),
  filter("other-metric", "the metric filter writes another metric than the alarm reads", (given) => ({
    ...given,
    metricTransformation: { ...(given.metricTransformation as object), name: "RefusedRecord" },
  })),
  filter("other-field", "the metric filter looks for a field that no line has", (given) => ({
    ...given,
    pattern: '{ ($.method = "POST") && ($.status = 400) }',
  })),
  filter("counts-zero", "the metric filter counts 0 for each refused record", (given) => ({
    ...given,
    metricTransformation: { ...(given.metricTransformation as object), value: "0" },
  })),
  r4Alarm("methods-not-measured", "API Gateway does not measure the methods apart, on which alarms look", {
    changes: {
      "api-all-methods": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), metricsEnabled: false },
      })),
      [ERRORS]: UNCHANGED,
    },
  }),
  r4Alarm("log-without-method", "the access log does not say the method, by which metric filters count", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        const format = settings.format.replace('"httpMethod":"$context.httpMethod",', "");
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
      [REFUSED]: UNCHANGED,
    },
    at: ["api-refused-records"],
  }),
  filter("other-group", "the metric filter reads a log group into which the stage does not write", (given) => ({
    ...given,
    logGroupName: "/aws/apigateway/orders-dev/access",
  })),
];
