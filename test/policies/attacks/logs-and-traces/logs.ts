import * as apigateway from "@pulumi/aws/apigateway";

import { props, set } from "../build/changes";
import { attackOf, r3Watch } from "../build/kinds";
import type { Attack } from "../harness/attack";

const r5Log = attackOf("r5", "log", "the stage writes an access log of JSON lines");

/** The stage's log is not written, cannot be read, or holds bodies. */
export const logs: readonly Attack[] = [
  r5Log("broken-json", "the path stands without quotes in each line, which is no JSON", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        const format = settings.format.replace('"$context.path"', "$context.path");
        if (format === settings.format) throw new Error("the format has no path");
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
    },
  }),
  r3Watch("log-infrequent", "the access log is of a class without metric filters, and alarms see nothing", {
    changes: { "api-access-log": set({ logGroupClass: "INFREQUENT_ACCESS" }) },
  }),
  r3Watch("log-forgotten", "the group of the execution log keeps a line for a day", {
    changes: { "api-execution-log": set({ logGroupClass: "DELIVERY", retentionInDays: 2 }) },
  }),
  r3Watch("trace-of-post", "a setting of the records' method logs bodies", {
    own: true,
    add: (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "kinesis/POST",
        settings: { loggingLevel: "INFO", dataTraceEnabled: true },
      }),
  }),
  r3Watch("log-off-for-post", "the records' method logs no errors, though the stage does", {
    own: true,
    add: (b) =>
      new apigateway.MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "kinesis/POST",
        settings: { loggingLevel: "OFF", dataTraceEnabled: false },
      }),
  }),
];
