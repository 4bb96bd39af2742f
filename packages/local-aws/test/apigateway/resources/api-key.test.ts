import assert from "node:assert/strict";

import { apigatewayResources } from "../../../src/apigateway/resources";
import { REGION } from "../../support/api-gateway";
import { emptyGateway, refuses, takesNo } from "./control-plane";

describe("API Gateway's control plane for API keys", () => {
  it("generates a key's value, and repeats it in clear text in a UsagePlanKey as the real provider does", async () => {
    const { gateway, aws } = emptyGateway();
    const key = await aws.create("ApiKey", { name: "k" });
    assert.match(String(key.outputs.value), /^[A-Za-z0-9]{40}$/);
    assert.equal(key.outputs.arn, `arn:aws:apigateway:${REGION}::/apikeys/${key.id}`);
    assert.equal(key.outputs.description, "Managed by Pulumi");
    const plan = await aws.create("UsagePlan", { name: "p" });
    const link = await aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    assert.deepEqual(link, {
      id: key.id,
      outputs: {
        region: REGION,
        keyId: key.id,
        keyType: "API_KEY",
        usagePlanId: plan.id,
        name: "k",
        value: key.outputs.value,
      },
    });
    const secret = apigatewayResources(gateway).flatMap(({ type, secretOutputs = [] }) =>
      secretOutputs.map((name) => `${type}.${name}`),
    );
    assert.deepEqual(secret, ["aws:apigateway/apiKey:ApiKey.value"]);
  });

  refuses([
    "a key of a value that another has",
    async ({ aws }) => {
      await aws.create("ApiKey", { name: "a", value: "a".repeat(20) });
      return aws.create("ApiKey", { name: "b", value: "a".repeat(20) });
    },
    "ConflictException",
    "API Key already exists",
  ]);

  takesNo(
    "ApiKey",
    ["key of 19 characters", { name: "k", value: "a".repeat(19) }, "value"],
    ["key of 129 characters", { name: "k", value: "a".repeat(129) }, "value"],
    ["key with a dash", { name: "k", value: `${"a".repeat(20)}-` }, "value"],
  );
});
