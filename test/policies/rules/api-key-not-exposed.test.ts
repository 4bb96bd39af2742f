import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

import { policiesOf } from "../../../policies/pack/policies";
import { apiKeyNotExposed } from "../../../policies/rules/api-key-not-exposed";
import { awsAssigns, type Fixture, judge } from "../../support/policy";
import { change, changeFixture, KEY_VALUE, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule, findings, summary } from "../../support/policy-rule";

const outputs = (values: Record<string, unknown>): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: values },
  ...pipeline,
];
const parameter = (inputs: Readonly<Record<string, unknown>>) =>
  plus({ type: "aws:ssm/parameter:Parameter", name: "parameter", inputs: { region: "eu-west-1", ...inputs } });

const hexadecimal = (text: string) => Buffer.from(text).toString("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");

const codes = (write: (code: number) => string, between = "") => [...Buffer.from(KEY_VALUE)].map(write).join(between);

/** The key in an output, written in another way. */
const WRITINGS: Readonly<Record<string, unknown>> = {
  hexadecimal: hexadecimal(KEY_VALUE),
  "capital hexadecimal with colons": hexadecimal(KEY_VALUE)
    .toUpperCase()
    .replace(/..(?=.)/g, "$&:"),
  "Base64 of Base64": base64(`k:${base64(`:${KEY_VALUE}:`)}`),
  "Base64 of Base64 of Base64": base64(base64(base64(KEY_VALUE))),
  "Base64 in short lines": base64(KEY_VALUE).replace(/.{9}/g, "$&\n"),
  "Base64 in short lines in JSON": JSON.stringify({ key: base64(KEY_VALUE).replace(/.{9}/g, "$&\n") }),
  "Base64 of hexadecimal": base64(hexadecimal(KEY_VALUE)),
  "letters that are read backwards": Array.from(KEY_VALUE).reverse().join(""),
  "capital letters": KEY_VALUE.toUpperCase(),
  "percent-encoded letters": hexadecimal(KEY_VALUE).replace(/../g, "%$&"),
  "JSON escapes": hexadecimal(KEY_VALUE).replace(/../g, "\\u00$&"),
  "entities in hexadecimal": hexadecimal(KEY_VALUE).replace(/../g, "&#x$&;"),
  entities: [...Buffer.from(KEY_VALUE)].map((code) => `&#${code};`).join(""),
  "groups of four": KEY_VALUE.replace(/.{4}(?=.)/g, "$&-"),
  "a packed file in Base64": gzipSync(`service:\n  key: "${KEY_VALUE}"\n`).toString("base64"),
  "a file packed by zlib": deflateSync(`service:\n  key: "${KEY_VALUE}"\n`).toString("base64"),
  "UTF-16 in Base64": Buffer.from(KEY_VALUE, "utf16le").toString("base64"),
  "one large number": BigInt(`0x${hexadecimal(KEY_VALUE)}`).toString(),
  "octal escapes": codes((code) => `\\${code.toString(8).padStart(3, "0")}`),
  bits: codes((code) => code.toString(2).padStart(8, "0")),
  "a list of hexadecimal codes": codes((code) => `0x${code.toString(16)}`, ", "),
  "percent signs, three times": codes((code) => `%2525${code.toString(16)}`),
  "a deflated text": deflateRawSync(`k: ${KEY_VALUE}`).toString("base64url"),
  "a text of Brotli": brotliCompressSync(`key: "${KEY_VALUE}"`.repeat(3)).toString("base64"),
  "a text of zlib in hexadecimal": deflateSync(KEY_VALUE).toString("hex"),
  "JSON in JSON": JSON.stringify({ config: JSON.stringify({ "x-api-key": KEY_VALUE }) }),
};

/** A part of the key, and the key without some letters. */
const CUT: Readonly<Record<string, string>> = {
  "the key without its end": `${KEY_VALUE.slice(0, -4)}****`,
  "the key without its middle": `${KEY_VALUE.slice(0, 13)}****${KEY_VALUE.slice(17)}`,
  "a part in Base64": base64(KEY_VALUE.slice(0, 18)),
  "a part in hexadecimal": hexadecimal(KEY_VALUE.slice(4)),
};

/** The key in parts that hold it together. */
const PARTS: Readonly<Record<string, unknown>> = {
  halves: [KEY_VALUE.slice(0, 11), KEY_VALUE.slice(11)],
  letters: Array.from(KEY_VALUE),
  "the codes of its letters": [...Buffer.from(KEY_VALUE)],
  "parts of objects": [{ a: KEY_VALUE.slice(0, 11) }, { a: KEY_VALUE.slice(11) }],
};

const inOutput = (place: string) => ({
  "orders-dev": [`the stack output ${place} holds the value of the API key key, and is no secret.`],
});

const PASSWORD = {
  type: "random:index/randomPassword:RandomPassword",
  name: "password",
  inputs: { length: 40 },
  outputs: { result: awsAssigns(KEY_VALUE) },
};
/** The key is a password of the random provider, and a resource has something that is made from the password. */
const made = (fixture: Pick<Fixture, "type" | "inputs">, property: string): readonly Fixture[] => [
  PASSWORD,
  ...changeFixture("key", (key) => ({
    ...key,
    inputs: { ...key.inputs, value: awsAssigns(KEY_VALUE) },
    edges: { value: ["password"] },
  })),
  { name: "holder", edges: { [property]: ["password"] }, ...fixture },
];

/** A web ACL that logs, before something of the stack. */
const loggedAcl = (before: string) => {
  const region = "eu-west-1";
  return plus(
    { type: "aws:wafv2/webAcl:WebAcl", name: "acl", inputs: { region, defaultAction: { allow: {} }, tags: {} } },
    { type: "aws:lb/loadBalancer:LoadBalancer", name: "balancer", inputs: { region, tags: {} } },
    {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      name: "association",
      inputs: { region, resourceArn: awsAssigns("arn:1"), webAclArn: awsAssigns("arn:2") },
      edges: { resourceArn: [before], webAclArn: ["acl"] },
    },
    {
      type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
      name: "logging",
      inputs: { region, resourceArn: awsAssigns("arn:2") },
      edges: { resourceArn: ["acl"] },
    },
  );
};

describeRule(apiKeyNotExposed, {
  finds: {
    ...Object.fromEntries(
      Object.entries(WRITINGS).map(([how, written]) => [
        `an output of ${how}`,
        { stack: outputs({ it: { value: written } }), phases: ["up"] as const, found: inOutput("it.value") },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(CUT).map(([how, written]) => [
        `an output of ${how}`,
        {
          stack: outputs({ it: written }),
          phases: ["up"] as const,
          found: {
            "orders-dev": ["the stack output it holds a part of the value of the API key key, and is no secret."],
          },
        },
      ]),
    ),
    "the name of a resource": {
      stack: plus({ type: "random:index/randomId:RandomId", name: `orders-${KEY_VALUE}`, inputs: {} }),
      phases: ["up"],
      found: { [`orders-${KEY_VALUE}`]: ["the resource's own name holds the value of an API key."] },
    },
    "the log of a web ACL before the API": {
      stack: loggedAcl("stage"),
      found: {
        logging: ["redactedFields lacks the header x-api-key: the log of the web ACL has the API key of every caller."],
      },
    },
    "the log of a web ACL": {
      stack: plus({
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        name: "logging",
        inputs: { region: "eu-west-1", redactedFields: [{ singleHeader: { name: "authorization" } }] },
      }),
      found: {
        logging: ["redactedFields lacks the header x-api-key: the log of the web ACL has the API key of every caller."],
      },
    },
    ...Object.fromEntries(
      Object.entries(PARTS).map(([how, parts]) => [
        `an output of ${how}`,
        { stack: outputs({ it: parts }), phases: ["up"] as const, found: inOutput("it, its parts together,") },
      ]),
    ),
    "the name of a value, without saying it": {
      stack: outputs({ keys: { [KEY_VALUE]: true } }),
      phases: ["up"],
      found: inOutput("a name in keys"),
    },
    "the name of an output, without saying it": {
      stack: outputs({ [KEY_VALUE]: true }),
      phases: ["up"],
      found: inOutput("a name"),
    },
    "what is made from the password, before anybody knows it": {
      stack: made(
        {
          type: "aws:sns/topic:Topic",
          inputs: { region: "eu-west-1", kmsMasterKeyId: "alias/orders", displayName: awsAssigns("x") },
        },
        "displayName",
      ),
      phases: ["preview"],
      found: { holder: ["displayName is made from the password that becomes the value of an API key."] },
    },
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
    "the log of a web ACL before something else": { stack: loggedAcl("balancer") },
    "what is made from the password and encrypted": {
      stack: made(
        {
          type: "aws:ssm/parameter:Parameter",
          inputs: { region: "eu-west-1", type: "SecureString", value: awsAssigns(KEY_VALUE) },
        },
        "value",
      ),
    },
    "a Secret of Kubernetes": {
      stack: plus({
        type: "kubernetes:core/v1:Secret",
        name: "kubernetes",
        inputs: { data: { key: awsAssigns(base64(KEY_VALUE)) } },
      }),
    },
    "another keeper that the configuration names": {
      stack: plus({
        type: "github:index/actionsSecret:ActionsSecret",
        name: "github",
        inputs: { plaintextValue: awsAssigns(KEY_VALUE) },
      }),
      config: {
        "api-key-not-exposed": {
          keepers: {
            "github:index/actionsSecret:ActionsSecret": ["plaintextValue"],
            "aws:secretsmanager/secretVersion:SecretVersion": ["secretString"],
          },
        },
      },
    },
    "a hash, from which nobody makes the key": {
      stack: outputs({ hash: createHash("sha256").update(KEY_VALUE).digest("hex"), head: KEY_VALUE.slice(0, 8) }),
    },
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

describe(`${apiKeyNotExposed.name}, where a secret's text is none for the engine`, () => {
  const version = "urn:pulumi:dev::orders::aws:secretsmanager/secretVersion:SecretVersion::secret-version";
  const found = async (...plainArguments: string[]) =>
    summary(await judge(policiesOf([apiKeyNotExposed], { plainArguments: () => new Set(plainArguments) }), pipeline));

  it("finds the key in it", async () => {
    assert.deepEqual(await found(`${version} secretString`), {
      "api-key-not-exposed on secret-version": ["secretString holds the value of the API key key."],
    });
  });

  it("accepts the key beside another text that is none", async () => {
    assert.deepEqual(await found(`${version} secretId`, `${version}-2 secretString`), {});
  });
});

describe(`${apiKeyNotExposed.name}, wherever the key is found`, () => {
  it("never says what the key is", async () => {
    const all = await findings(outputs({ apiKey: KEY_VALUE, inBase64: Buffer.from(KEY_VALUE).toString("base64") }));
    assert.equal(all.length, 2);
    assert.ok(!JSON.stringify(all).includes(KEY_VALUE.slice(0, 8)));
  });
});

describe(`${apiKeyNotExposed.name}, what a preview cannot judge`, () => {
  it("is noted where something that is no id is made from the key", async () => {
    const topic = (property: string) =>
      plus({
        type: "aws:sns/topic:Topic",
        name: "topic",
        inputs: { region: "eu-west-1", [property]: awsAssigns("x") },
        edges: { [property]: ["key"] },
      });
    const noted = async (property: string) =>
      (await judge(policiesOf([apiKeyNotExposed]), topic(property), { phase: "preview" })).map(
        ({ message }) => message,
      );
    assert.deepEqual(await noted("displayName"), ["Not evaluated yet:\napi-key-not-exposed, on key and 1 more"]);
    assert.deepEqual(await noted("ownerId"), ["Not evaluated yet:\napi-key-not-exposed, on key"]);
  });
});
