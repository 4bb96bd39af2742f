import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { apiKeyNotWritten } from "../../../policies/rules/api-key-not-written";
import { type Fixture, judge } from "../../support/policy";
import { changeFixture, KEY_VALUE } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const FOUND = {
  key: [
    "value is made from no resource and is no secret of the stack's configuration: whoever reads the program has the key.",
  ],
};
const given = (sources: readonly string[]): readonly Fixture[] => [
  { type: "random:index/randomPassword:RandomPassword", name: "password", inputs: { length: 40 } },
  ...changeFixture("key", (key) => ({
    ...key,
    inputs: { ...key.inputs, value: "orders-prod-key-0123456789" },
    outputs: { id: "k1" },
    edges: { value: sources },
  })),
];

describeRule(apiKeyNotWritten, {
  finds: { "a value that is written into the program": { stack: given([]), found: FOUND } },
  accepts: { "a value that is made from a password": { stack: given(["password"]) } },
});

describe(`${apiKeyNotWritten.name}, with a value of the stack's configuration`, () => {
  const found = async (secrets: readonly string[] | undefined) =>
    (await judge(policiesOf([apiKeyNotWritten], { configuredSecrets: () => secrets }), given([]))).length;

  it("accepts a secret, alone or in an object", async () => {
    assert.equal(await found(["orders-prod-key-0123456789"]), 0);
    assert.equal(await found(['{"keys":{"a":"orders-prod-key-0123456789"}}']), 0);
  });

  it("finds a value that is no secret there", async () => {
    assert.equal(await found([KEY_VALUE]), 1);
  });

  it("judges nothing with an engine that does not tell the configuration", async () => {
    assert.equal(await found(undefined), 0);
  });
});
