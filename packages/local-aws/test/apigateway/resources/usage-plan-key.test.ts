import assert from "node:assert/strict";

import { isRefusal, refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for usage plans' keys", () => {
  refuses(
    [
      "a link to an unknown key or plan",
      async ({ aws }) => {
        const plan = await aws.create("UsagePlan", { name: "p" });
        const key = await aws.create("ApiKey", { name: "k" });
        await assert.rejects(
          aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: "nope" }),
          isRefusal("NotFoundException", /Usage Plan/),
        );
        return aws.create("UsagePlanKey", { keyId: "nope", keyType: "API_KEY", usagePlanId: plan.id });
      },
      "NotFoundException",
      /API Key/,
    ],
    [
      "a key in two plans of one stage",
      async ({ aws, restApi, deployment }) => {
        await aws.create("Stage", { restApi, deployment, stageName: "s" });
        const key = await aws.create("ApiKey", { name: "k" });
        const apiStages = [{ apiId: restApi, stage: "s" }];
        const plans = [
          await aws.create("UsagePlan", { name: "p", apiStages }),
          await aws.create("UsagePlan", { name: "q", apiStages }),
        ];
        await aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plans[0]!.id });
        return aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plans[1]!.id });
      },
      "BadRequestException",
      /already in usage plan/,
    ],
  );

  takesNo("UsagePlanKey", [
    "key type that does not exist",
    { keyId: "k", keyType: "KEY", usagePlanId: "p" },
    "keyType",
  ]);
});
