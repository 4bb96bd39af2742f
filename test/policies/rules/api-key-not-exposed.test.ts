import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { apiKeyNotExposed } from "../../../policies/rules/api-key-not-exposed";
import { awsAssigns, type Fixture, judge } from "../../support/policy";
import { change, KEY_VALUE, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule, findings, summary } from "../../support/policy-rule";

const outputs = (values: Record<string, unknown>): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: values },
  ...pipeline,
];
const parameter = (inputs: Readonly<Record<string, unknown>>) =>
  plus({ type: "aws:ssm/parameter:Parameter", name: "parameter", inputs: { region: "eu-west-1", ...inputs } });

describeRule(apiKeyNotExposed, {
  finds: {
    "a stack output": {
      stack: outputs({ apiKey: KEY_VALUE }),
      phases: ["up"],
      found: { "orders-dev": ["the stack output apiKey holds the value of the API key key, and is no secret."] },
    },
    "a stack output around it": {
      stack: outputs({ curl: { command: `curl -H 'x-api-key: ${KEY_VALUE}'` } }),
      phases: ["up"],
      found: { "orders-dev": ["the stack output curl.command holds the value of the API key key, and is no secret."] },
    },
    "a tag": {
      stack: change("stream", { "tags.key": KEY_VALUE }),
      phases: ["up"],
      found: { stream: ["tags.key holds the value of the API key key."] },
    },
    "a stage variable as Base64": {
      stack: change("stage", { variables: { key: Buffer.from(KEY_VALUE).toString("base64") } }),
      phases: ["up"],
      found: { stage: ["variables.key holds the value of the API key key."] },
    },
    ...Object.fromEntries(
      ["", "#", "#!"].map((before) => [
        `a machine's start in Base64, ${before.length} bytes before the key`,
        {
          stack: plus({
            type: "aws:ec2/instance:Instance",
            name: "machine",
            inputs: {
              region: "eu-west-1",
              userDataBase64: awsAssigns(Buffer.from(`${before}${KEY_VALUE}\ncurl`).toString("base64")),
            },
          }),
          phases: ["up"] as const,
          found: { machine: ["userDataBase64 holds the value of the API key key."] },
        },
      ]),
    ),
    "a parameter in clear text": {
      stack: parameter({ type: "String", value: awsAssigns(KEY_VALUE) }),
      phases: ["up"],
      found: { parameter: ["value holds the value of the API key key."] },
    },
    "the part of a parameter that is not encrypted": {
      stack: parameter({ type: "SecureString", insecureValue: awsAssigns(KEY_VALUE) }),
      phases: ["up"],
      found: { parameter: ["insecureValue holds the value of the API key key."] },
    },
    "a description": {
      stack: change("secret", { description: `for ${KEY_VALUE}` }),
      phases: ["up"],
      found: { secret: ["description holds the value of the API key key."] },
    },
  },
  accepts: {
    "an encrypted parameter": { stack: parameter({ type: "SecureString", value: awsAssigns(KEY_VALUE) }) },
    "other Base64": {
      stack: plus({
        type: "aws:ec2/instance:Instance",
        name: "machine",
        inputs: { region: "eu-west-1", userDataBase64: Buffer.from(KEY_VALUE.toLowerCase()).toString("base64") },
      }),
    },
    "a state that cannot be decrypted": {
      stack: outputs({ apiKey: "[secret]" }).map((fixture) =>
        fixture.name === "key" ? { ...fixture, outputs: { ...fixture.outputs, value: "[secret]" } } : fixture,
      ),
    },
  },
});

describe(`${apiKeyNotExposed.name}, where outputs are secret`, () => {
  const found = async (...secretOutputs: string[]) =>
    summary(
      await judge(
        policiesOf([apiKeyNotExposed], { secretOutputs: () => secretOutputs }),
        outputs({ connectorConfig: { "eu-west-1": KEY_VALUE, "us-east-1": KEY_VALUE } }),
      ),
    );
  const inRegion = (region: string) =>
    `the stack output connectorConfig.${region} holds the value of the API key key, and is no secret.`;

  it("accepts the key in them", async () => {
    assert.deepEqual(await found("connectorConfig"), {});
    assert.deepEqual(await found("connectorConfig.eu-west-1", "connectorConfig.us-east-1"), {});
  });

  it("finds it in the others", async () => {
    const on = "api-key-not-exposed on orders-dev";
    assert.deepEqual(await found("connectorConfig.eu-west-1"), { [on]: [inRegion("us-east-1")] });
    assert.deepEqual(await found("connector"), { [on]: [inRegion("eu-west-1"), inRegion("us-east-1")] });
  });
});

describe(`${apiKeyNotExposed.name}, wherever the key is found`, () => {
  it("never says what the key is", async () => {
    const all = await findings(outputs({ apiKey: KEY_VALUE, inBase64: Buffer.from(KEY_VALUE).toString("base64") }));
    assert.equal(all.length, 2);
    assert.ok(!JSON.stringify(all).includes(KEY_VALUE.slice(0, 8)));
  });
});
