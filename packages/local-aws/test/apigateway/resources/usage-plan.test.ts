import assert from "node:assert/strict";

import { isRefusal, refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for usage plans", () => {
  refuses(
    [
      "a plan with an unknown stage",
      ({ aws, restApi }) => aws.create("UsagePlan", { name: "p", apiStages: [{ apiId: restApi, stage: "nope" }] }),
      "NotFoundException",
      /API Stage not found: \w+:nope/,
    ],
    [
      "a plan with a stage twice",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        const stage = { apiId: restApi, stage: "s" };
        return aws.create("UsagePlan", { name: "p", apiStages: [stage, stage] });
      },
      "BadRequestException",
      /twice/,
    ],
    [
      "to delete a stage or an API in a plan",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        await aws.create("UsagePlan", { name: "p", apiStages: [{ apiId: restApi, stage: "s" }] });
        await assert.rejects(aws.delete("RestApi", restApi, {}), isRefusal("ConflictException", /usage plan/));
        return aws.delete("Stage", "", { restApi, stageName: "s" });
      },
      "BadRequestException",
      /usage plan/,
    ],
  );

  takesNo(
    "UsagePlan",
    ["throttle of 0", { name: "p", throttleSettings: { rateLimit: 0, burstLimit: 1 } }, "throttleSettings.rateLimit"],
    ["quota by the week", { name: "p", quotaSettings: { limit: 1, period: "WEEK" } }, "quotaSettings.period"],
  );
});
