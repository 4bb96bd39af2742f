import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import { openAccount, SMALLEST } from "../provider/account";

const TYPE = "aws:xray/samplingRule:SamplingRule";
const rule = (change: Properties = {}): Properties => ({
  ...SMALLEST.SamplingRule?.(
    () => "",
    () => "",
  ),
  region: "eu-west-1",
  ...change,
});

describe("X-Ray's sampling rules", () => {
  it("have names of their own in a region of an account, none of them that of X-Ray's own rule", async () => {
    const { provider } = openAccount();
    const { id, outputs } = await provider.create(TYPE, rule({ ruleName: "orders" }));
    assert.deepEqual([id, outputs.arn], ["orders", "arn:aws:xray:eu-west-1:123456789012:sampling-rule/orders"]);
    await provider.create(TYPE, rule({ ruleName: "orders", region: "eu-west-2" }));
    for (const ruleName of ["orders", "Default"]) {
      await assert.rejects(provider.create(TYPE, rule({ ruleName })), /already exists/);
    }
  });

  it("are 25 in a region at most", async () => {
    const { provider } = openAccount();
    for (let index = 0; index < 25; index += 1) await provider.create(TYPE, rule({ ruleName: `rule-${index}` }));
    await assert.rejects(provider.create(TYPE, rule({ ruleName: "one-more" })), /There are 25 sampling rules already/);
    await provider.create(TYPE, rule({ ruleName: "one-more", region: "eu-west-2" }));
  });

  it("are refused with what AWS does not take", async () => {
    const { provider } = openAccount();
    for (const wrong of [
      { ruleName: "x".repeat(33) },
      { serviceName: "x".repeat(65) },
      { priority: 10_000 },
      { fixedRate: 5 },
      { reservoirSize: 0.5 },
    ]) {
      await assert.rejects(provider.create(TYPE, rule(wrong)), new RegExp(Object.keys(wrong)[0]!));
    }
  });
});
