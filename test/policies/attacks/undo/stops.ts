import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";

import { methodSettings } from "../harness/api-parts";
import type { Attack } from "../harness/attack";
import { attack, props } from "./support";

const OPEN = "The API takes records.";

/** What stops records. */
export const stops: readonly Attack[] = [
  attack("settings-throttle-0", OPEN, methodSettings({ throttlingRateLimit: 0, throttlingBurstLimit: 0 })),
  attack(
    "settings-burst-0-for-post",
    OPEN,
    methodSettings({ throttlingRateLimit: 100, throttlingBurstLimit: 0 }, "kinesis/POST"),
  ),
  attack("plan-rate-0", OPEN, props("key-plan", { throttleSettings: { rateLimit: 0, burstLimit: 100 } })),
  attack("plan-burst-0", OPEN, props("key-plan", { throttleSettings: { rateLimit: 100, burstLimit: 0 } })),
  attack("plan-method-throttle-0", OPEN, ({ change }) => {
    change("key-plan", (given) => ({
      ...given,
      apiStages: (given.apiStages as object[]).map((stage) => ({
        ...stage,
        throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
      })),
    }));
  }),
  attack("plan-quota-week", OPEN, props("key-plan", { quotaSettings: { limit: 100000, period: "WEEK" } })),
  attack("second-plan-with-quota", OPEN, ({ add }) => {
    add(
      "second-plan",
      (name, { region, pipeline, tags }) =>
        new UsagePlan(name, {
          region,
          apiStages: [{ apiId: pipeline.apiId, stage: pipeline.stageName }],
          throttleSettings: { rateLimit: 100, burstLimit: 100 },
          quotaSettings: { limit: 1, period: "MONTH" },
          tags,
        }),
    );
  }),
  attack("execute-api-disabled", OPEN, props("api", { disableExecuteApiEndpoint: true })),
  attack(
    "secret-version-not-current",
    "The connector's secret holds the file of this run.",
    props("connector-version", { versionStages: ["AWSPREVIOUS"] }),
  ),
];
