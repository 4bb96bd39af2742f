import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { connectorConfigFitsApi } from "../../../policies/rules/connector-config-fits-api";
import { awsAssigns, type Fixture, judge } from "../../support/policy";
import { change, changeFixture, CONNECTOR_CONFIG, KEY_VALUE, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule, summary } from "../../support/policy-rule";

const URL = "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/dev/kinesis";
const HEADERS = `headers:
      additional-headers:
        streamname: orders
        Content-Type: application/json`;
/** The file of the pipeline, as the program renders it. */
const FILE = CONNECTOR_CONFIG.replace(/headers:\n\s+additional-headers:/, HEADERS);
const file = (replace: string | RegExp, by: string) => {
  const text = FILE.replace(replace, by);
  assert.notEqual(text, FILE);
  return change("secret-version", { secretString: awsAssigns(text) });
};
const url = (other: string) => file(URL, other);
const found = (...words: string[]) => ({
  phases: ["up"] as const,
  found: { "secret-version": words.map((one) => `line ${one}`) },
});
const NO_API = "7 of the connector configuration has a URL that is no endpoint of an API of this stack.";
const KEY =
  "of the connector configuration sends an x-api-key that is no key of the API's usage plan: API Gateway refuses every record.";
const NO_KEY = "of the connector configuration sends no x-api-key: API Gateway refuses every record.";

/** The pipeline on a server that has all APIs under one host, and the file with a URL. */
const SERVER = "https://127.0.0.1:8443/_aws/execute-api/a1b2c3/dev";
const onServer = (address: string) =>
  url(address).map((fixture) =>
    fixture.name === "stage" ? { ...fixture, outputs: { invokeUrl: awsAssigns(SERVER) } } : fixture,
  );

const outputs = (values: Readonly<Record<string, unknown>>): readonly Fixture[] => [
  { type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: {}, outputs: values },
  ...pipeline,
];
const domain = (name: string): Fixture => ({
  type: "aws:apigateway/domainName:DomainName",
  name: "domain",
  inputs: { region: "eu-west-1", domainName: name, securityPolicy: "TLS_1_2", tags: { service: "a", stage: "b" } },
});

const header = (line: string) => file("streamname: orders", `${line}\n        streamname: orders`);
const signed = (stack: readonly Fixture[]): readonly Fixture[] =>
  stack.map((fixture) =>
    fixture.name === "post" ? { ...fixture, inputs: { ...fixture.inputs, authorization: "AWS_IAM" } } : fixture,
  );
const WITHOUT_DIGEST = FILE.replace("mode: json", "mode: avro")
  .replace("application/json", "application/avro")
  .replace("headers:", "headers:\n      send-digest-headers: false");
const AT_10 = (words: string) => found(`10 of the connector configuration ${words}`);

describeRule(connectorConfigFitsApi, {
  finds: {
    "records that say that they are compressed": {
      stack: header("Content-Encoding: gzip"),
      ...AT_10("says that records are compressed, and they are not: each one is refused."),
    },
    "another host in a header": {
      stack: header("Host: abcdefghij.execute-api.eu-west-1.amazonaws.com"),
      ...AT_10("sends another Host than the URL's: records and key can go to another API."),
    },
    ...Object.fromEntries(
      ["Content-Length: 0", "transfer-encoding: chunked", "Connection: close"].map((line) => [
        `a header of the connection: ${line}`,
        {
          stack: header(line),
          ...AT_10("sends a header of the connection itself: API Gateway can refuse each record, or cut it off."),
        },
      ]),
    ),
    ...Object.fromEntries(
      ["x-apigw-api-id: abcdefghij", "X-Forwarded-Host: example.com"].map((line) => [
        `a header that leads elsewhere, whatever the configuration says: ${line}`,
        {
          stack: header(line),
          config: { "connector-config-fits-api": { headers: [line.split(":")[0]] } },
          ...AT_10("sends a header by which servers choose where a request goes: records and key can go elsewhere."),
        },
      ]),
    ),
    "a header that nobody knows": {
      stack: header("X-Source: cdc"),
      ...AT_10("sends a header that nobody has reviewed: leave it out, or name it in the setting headers."),
    },
    "no URL": {
      stack: file(/urls:\n.*/, "urls: []"),
      ...found("6 of the connector configuration has a destination without a URL: no record leaves the connector."),
    },
    "one digest for all records": {
      stack: header("aerospike-digest: orders"),
      ...AT_10("gives all records one digest: one shard takes them all."),
    },
    "a header twice, in other letters": {
      stack: file(
        "Content-Type: application/json",
        "Content-Type: application/json\n        content-TYPE: application/json",
      ),
      ...found("12 of the connector configuration has a header for the second time: nobody knows which one counts."),
    },
    "an authority that the file brings along": {
      stack: file("    call-timeout: 8000", "    tls: { trust-store: { store-file: ca.jks } }\n    call-timeout: 8000"),
      ...found(
        "13 of the connector configuration trusts other authorities than the public ones: they could read records and key.",
      ),
    },
    "no format": {
      stack: file("format: { mode: json }", "# no format"),
      ...found(
        "6 of the connector configuration is sent XDR's own form, because the file names no format: no consumer reads it.",
      ),
    },
    "bytes without a digest in the header": {
      stack: change("secret-version", { secretString: awsAssigns(WITHOUT_DIGEST) }),
      ...found(
        "9 of the connector configuration leaves the digest out, and bytes have none to read: changes lose their order.",
      ),
    },
    "a method that asks for a signature": {
      stack: signed(change("secret-version", { secretString: awsAssigns(FILE) })),
      ...found(
        "6 of the connector configuration leads to a method that asks for a signature or a token: no connector has one.",
      ),
    },
    "another server": { stack: url("https://collector.example.com/kinesis"), ...found(NO_API) },
    "another server beside the API": {
      stack: file(/urls:\n.*/, `urls: [${URL}, "https://collector.example.com"]`),
      ...found(NO_API.replace("7", "6")),
    },
    "the API as a user of another server": {
      stack: url(URL.replace("com/dev", "com@example.com/dev")),
      ...found(NO_API),
    },
    "the API's name before another one's": {
      stack: url(URL.replace(".com/", ".com.example.com/")),
      ...found(NO_API),
    },
    "another server before a backslash": {
      stack: url(`https://example.com\\@${URL.slice(8)}`),
      ...found(NO_API),
    },
    "another account's API": { stack: url(URL.replace("a1b2c3", "zzzzzz")), ...found(NO_API) },
    "another region": {
      stack: url(URL.replace("eu-west-1", "us-east-1")),
      ...found("7 of the connector configuration has a URL of this stack's API in a region where it is not."),
    },
    "another stage": {
      stack: url(URL.replace("/dev/", "/prod/")),
      ...found("7 of the connector configuration has a URL with a stage that the API does not have."),
    },
    "another path": {
      stack: url(`${URL}/records`),
      ...found("7 of the connector configuration has a URL with a path on which the API takes no POST."),
    },
    "another port of the server that has the API": {
      stack: onServer(`${SERVER.replace("8443", "9443")}/kinesis`),
      ...found(NO_API),
    },
    "another stage on that server": {
      stack: onServer(`${SERVER}elopment/kinesis`),
      ...found(NO_API),
    },
    "another API on that server": {
      stack: onServer(`${SERVER.replace("a1b2c3", "zzzzzz")}/kinesis`),
      ...found(NO_API),
    },
    "another path on that server": {
      stack: onServer(`${SERVER}/records`),
      ...found("7 of the connector configuration has a URL with a path on which the API takes no POST."),
    },
    "that server as a user of another one": {
      stack: onServer(`${SERVER.replace(":8443", ":8443@example.com")}/kinesis`),
      ...found(NO_API),
    },
    "a key of somebody else's": { stack: file(KEY_VALUE, "another-key-of-somebody"), ...found(`12 ${KEY}`) },
    "no key": { stack: file(/\n.*x-api-key.*/, ""), ...found(`6 ${NO_KEY}`) },
    "an empty key": { stack: file(KEY_VALUE, ""), ...found(`12 ${NO_KEY}`) },
    "a stream of which no template knows": {
      stack: file("streamname: orders", "streamname: payments"),
      ...found(
        "10 of the connector configuration names a stream that no template takes: Kinesis refuses every record.",
      ),
    },
    "a type without a template": {
      stack: file("application/json", "text/csv"),
      ...found(
        "11 of the connector configuration sends a Content-Type without a template: API Gateway refuses every record.",
      ),
    },
    "bytes as JSON": {
      stack: file("mode: json", "mode: message-pack"),
      ...found(
        "1 of the connector configuration sends bytes, and the Content-Type is one of text: other bytes are stored.",
      ),
    },
    "bytes of a namespace as JSON": {
      stack: file(
        /$/,
        "routing: { destination: [aws-kinesis] }\nnamespaces:\n  test: { format: { mode: message-pack } }\n" +
          "  other: { routing: { mode: custom }, format: { mode: avro } }\n",
      ),
      ...found(
        "19 of the connector configuration sends bytes, and the Content-Type is one of text: other bytes are stored.",
      ),
    },
    compression: {
      stack: file("    call-timeout: 8000", "    compression: gzip\n    call-timeout: 8000"),
      ...found("13 of the connector configuration compresses records: consumers would read what nobody unpacked."),
    },
    "a text that is no YAML": {
      stack: change("secret-version", { secretString: awsAssigns(`${FILE}  : ]\n`) }),
      phases: ["up"],
      found: { "secret-version": ["the connector configuration is no YAML: a connector with it does not start."] },
    },
    "a copy in another region": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "copy",
        inputs: { region: "eu-central-1", type: "SecureString", value: awsAssigns(FILE) },
      }),
      phases: ["up"],
      found: {
        copy: [
          'line 7 of the connector configuration has a URL of the API in "eu-west-1", and the file is for "eu-central-1".',
        ],
      },
      also: { "resource-region-allowed on copy": ['region is "eu-central-1"; allowed: eu-west-1.'] },
    },
    "an output of another region": {
      stack: outputs({ file: { "eu-central-1": awsAssigns(FILE.replace(KEY_VALUE, "")) } }),
      phases: ["up"],
      found: {
        "orders-dev": [
          'output file.eu-central-1: line 7 of the connector configuration has a URL of the API in "eu-west-1", and the file is for "eu-central-1".',
        ],
      },
    },
  },
  accepts: {
    "the file of this run": { stack: file("mode: json", "mode: flat-json") },
    "a file for an API that is on another server than AWS's": { stack: onServer(`${SERVER}/kinesis`) },
    "headers that change nothing": { stack: header("User-Agent: esp/3.0\n        Accept: application/json") },
    "a header that the configuration names": {
      stack: header("X-Source: cdc"),
      config: { "connector-config-fits-api": { headers: ["x-source"] } },
    },
    "the port of https in so many words": { stack: url(URL.replace(".com/", ".com:443/")) },
    "bytes of a binary type": {
      stack: change("secret-version", {
        secretString: awsAssigns(
          FILE.replace("application/json", "application/avro; charset=binary").replace("mode: json", "mode: avro"),
        ),
      }),
    },
    "no compression in so many words": {
      stack: file("    call-timeout: 8000", "    compression: none\n    call-timeout: 8000"),
    },
    "an endpoint of a VPC": { stack: url(URL.replace("a1b2c3", "a1b2c3-vpce-0123456789abcdef0")) },
    "a name that the stack gives the API": {
      stack: [...file(URL, "https://events.example.com/kinesis"), domain("events.example.com")],
      also: {},
    },
    "a name that the configuration tells": {
      stack: url("https://events.example.com/kinesis"),
      config: { "connector-config-fits-api": { hosts: ["events.example.com"] } },
    },
    "another program's file": {
      stack: changeFixture("secret-version", (fixture) => ({
        ...fixture,
        inputs: {
          ...fixture.inputs,
          secretString: awsAssigns("destinations: {a: {urls: [https://example.com/x], compression: gzip}}"),
        },
        edges: { secretId: ["secret"] },
      })),
    },
    "a plain output without the key": { stack: outputs({ file: awsAssigns(FILE.replace(KEY_VALUE, "")) }) },
  },
});

describe(`${connectorConfigFitsApi.name}, where outputs are secret`, () => {
  it("finds a key that is none of the plan's", async () => {
    const judged = await judge(
      policiesOf([connectorConfigFitsApi], { secretOutputs: () => ["file"] }),
      outputs({ file: FILE.replace(KEY_VALUE, "another-key-of-somebody") }),
    );
    assert.deepEqual(summary(judged), {
      "connector-config-fits-api on orders-dev": [`output file: line 12 ${KEY}`],
    });
  });

  it("says at preview that the file is not judged yet", async () => {
    const judged = await judge(policiesOf([connectorConfigFitsApi]), pipeline, { phase: "preview" });
    assert.deepEqual(
      judged.map(({ message }) => message),
      ["Not evaluated yet:\nconnector-config-fits-api, on secret-version"],
    );
  });
});
