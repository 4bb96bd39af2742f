import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";

import { methodSettings } from "../build/api-parts";
import { undoAttack, withProps } from "../build/undo";
import type { Attack } from "../harness/attack";

const OPEN = "The API takes records.";

/** What stops records. */
export const stops: readonly Attack[] = [
  undoAttack("settings-throttle-0", OPEN, methodSettings({ throttlingRateLimit: 0, throttlingBurstLimit: 0 })),
  undoAttack(
    "settings-burst-0-for-post",
    OPEN,
    methodSettings({ throttlingRateLimit: 100, throttlingBurstLimit: 0 }, "kinesis/POST"),
  ),
  undoAttack("plan-rate-0", OPEN, withProps("key-plan", { throttleSettings: { rateLimit: 0, burstLimit: 100 } })),
  undoAttack("plan-burst-0", OPEN, withProps("key-plan", { throttleSettings: { rateLimit: 100, burstLimit: 0 } })),
  undoAttack("plan-method-throttle-0", OPEN, ({ change }) => {
    change("key-plan", (given) => ({
      ...given,
      apiStages: (given.apiStages as object[]).map((stage) => ({
        ...stage,
        throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
      })),
    }));
  }),
  undoAttack("plan-quota-week", OPEN, withProps("key-plan", { quotaSettings: { limit: 100000, period: "WEEK" } })),
  undoAttack("second-plan-with-quota", OPEN, ({ add }) => {
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
  undoAttack("execute-api-disabled", OPEN, withProps("api", { disableExecuteApiEndpoint: true })),
  undoAttack(
    "secret-version-not-current",
    "The connector's secret holds the file of this run.",
    withProps("connector-version", { versionStages: ["AWSPREVIOUS"] }),
  ),
];
