import assert from "node:assert/strict";
import { apiKeyNotExposed } from "../../../policies/rules/api-key-not-exposed";
import { type Fixture } from "../../support/policy";
import { change, KEY_VALUE, pipeline } from "../../support/policy-pipeline";
import { describeRule, findings } from "../../support/policy-rule";

const outputs = (values: Record<string, unknown>): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: values },
  ...pipeline,
];

describeRule(apiKeyNotExposed, {
  finds: {
    "a stack output": {
      stack: outputs({ apiKey: KEY_VALUE }),
      phases: ["up"],
      found: { key: ["the stack output apiKey holds the value of this key."] },
    },
    "a stack output around it": {
      stack: outputs({ curl: { command: `curl -H 'x-api-key: ${KEY_VALUE}'` } }),
      phases: ["up"],
      found: { key: ["the stack output curl.command holds the value of this key."] },
    },
    "a tag": {
      stack: change("stream", { "tags.key": KEY_VALUE }),
      phases: ["up"],
      found: { key: ["tags.key of stream (aws:kinesis/stream:Stream) holds the value of this key."] },
    },
    "a stage variable as Base64": {
      stack: change("stage", { variables: { key: Buffer.from(KEY_VALUE).toString("base64") } }),
      phases: ["up"],
      found: { key: ["variables.key of stage (aws:apigateway/stage:Stage) holds the value of this key."] },
    },
    "a description": {
      stack: change("secret", { description: `for ${KEY_VALUE}` }),
      phases: ["up"],
      found: { key: ["description of secret (aws:secretsmanager/secret:Secret) holds the value of this key."] },
    },
    "an output that the configuration does not list": {
      stack: outputs({ connectorConfig: `x-api-key: ${KEY_VALUE}` }),
      config: { "api-key-not-exposed": { secretOutputs: [] } },
      phases: ["up"],
      found: { key: ["the stack output connectorConfig holds the value of this key."] },
    },
  },
  accepts: {
    "the output that hands the configuration over": { stack: outputs({ connectorConfig: { dev: KEY_VALUE } }) },
    "a state that cannot be decrypted": {
      stack: outputs({ apiKey: "[secret]" }).map((fixture) =>
        fixture.name === "key" ? { ...fixture, outputs: { ...fixture.outputs, value: "[secret]" } } : fixture,
      ),
    },
  },
});

describe(`${apiKeyNotExposed.name}, wherever the key is found`, () => {
  it("never says what the key is", async () => {
    const all = await findings(outputs({ apiKey: KEY_VALUE, inBase64: Buffer.from(KEY_VALUE).toString("base64") }));
    assert.equal(all.length, 2);
    assert.ok(!JSON.stringify(all).includes(KEY_VALUE.slice(0, 8)));
  });
});
