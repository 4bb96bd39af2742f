import { connectorConfigHttps } from "../../../policies/rules/connector-config-https";
import { awsAssigns } from "../../support/policy";
import { change, changeFixture, CONNECTOR_CONFIG, KEY_VALUE, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

/** A file for another program's API, kept in this stack. */
const FILE = CONNECTOR_CONFIG.replace(KEY_VALUE, "").replace(/a1b2c3[^/]*/, "kinesis.example.com");
const kept = (inputs: Readonly<Record<string, unknown>>) =>
  changeFixture("secret-version", (fixture) => ({
    ...fixture,
    inputs: { ...fixture.inputs, secretString: undefined, ...inputs },
    edges: { secretId: ["secret"] },
  }));
const config = (replace: string | RegExp, by: string) => kept({ secretString: awsAssigns(FILE.replace(replace, by)) });
const HTTP = FILE.replace("https:", "http:");

/** A secret with this text, and where the text has the URL that is not https. */
const caseOf = (secretString: string, line: number) => ({
  stack: kept({ secretString }),
  found: {
    "secret-version": [`line ${line} of the connector configuration has a URL that begins with http://.`],
  },
});
const indent = (text: string, columns: number) => text.replace(/^(?=.)/gm, " ".repeat(columns));
/** What the parser could choke on, and what the walk through it could. */
const HOSTILE = {
  "an endless list": `destinations: ${"[".repeat(60_000)}`,
  "an endless map": `destinations: ${"{a: ".repeat(15_000)}`,
  "aliases of aliases": Array.from("bcdefghijklmnopqrstuvwxyz").reduce(
    (text, name, index) => `${text}${name}: &${name} [${`*${"abcdefghijklmnopqrstuvwxyz"[index]!},`.repeat(10)}]\n`,
    "destinations: {}\na: &a [x]\n",
  ),
  "a map that merges itself": "a: &a\n  <<: *a\n  b: 1\ndestinations:\n  <<: *a\n",
  "an alias of nothing": "destinations: *nothing\n",
  "what is not YAML": "destinations:\n\t- {{ .Values.x }}\n  : : ]",
};
const UNREADABLE = "could not be read, so this rule cannot judge it: ";
const TOO_LONG = `${UNREADABLE}a text with the connector's keys is longer than 65536 characters.`;
const TOO_DEEP = `${UNREADABLE}it nests more than 100 levels deep.`;
/** Every rule that needs the file says that it cannot read it. */
const unreadable = (secretString: string, what: string) => ({
  stack: change("secret-version", { secretString }),
  phases: ["up"] as const,
  found: { "secret-version": [what] },
  also: {
    "integration-timeout on post-integration": [what],
    "connector-config-call-timeout on secret-version": [what],
    "connector-config-acknowledges on secret-version": [what],
    "connector-config-fits-api on secret-version": [what],
    "connector-config-whole-records on secret-version": [what],
  },
});

describeRule(connectorConfigHttps, {
  finds: {
    "a text too long to be the file": unreadable(`${HTTP}#${" ".repeat(65_536)}`, TOO_LONG),
    "lists in lists beside the file": unreadable(`${HTTP}x: ${"[".repeat(30_000)}`, TOO_DEEP),
    "keys in keys beside the file": unreadable(`${HTTP}x:\n  ${"? ".repeat(10_000)}`, TOO_DEEP),
    "a key that is spelled with an escape": caseOf(HTTP.replace("destinations:", '"\\x64estinations":'), 7),
    "a URL that is not https": {
      stack: change("secret-version", { secretString: awsAssigns(CONNECTOR_CONFIG.replace("https://", "http://")) }),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "one in quotes and capitals": {
      stack: config("https://kinesis", '"HTTP://kinesis'),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "a URL without a scheme": {
      stack: config("https://", ""),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL without a scheme."] },
    },
    "a second URL in a list on one line": {
      stack: config(/urls:\n.*/, "urls: [https://a.example.com/x, http://b.example.com/x]"),
      phases: ["up"],
      found: { "secret-version": ["line 6 of the connector configuration has a URL that begins with http://."] },
    },
    "a list on one line, in which a URL has no scheme": {
      stack: config(/urls:\n.*/, 'urls: [https://a.example.com/x, "b.example.com/x"]'),
      phases: ["up"],
      found: { "secret-version": ["line 6 of the connector configuration has a URL without a scheme."] },
    },
    "another scheme": {
      stack: config("https://", "wss://"),
      phases: ["up"],
      found: { "secret-version": ["line 7 of the connector configuration has a URL of another scheme than https."] },
    },
    "an indented document": {
      stack: kept({ secretString: `---\n  ${HTTP.replaceAll("\n", "\n  ")}` }),
      found: { "secret-version": ["line 8 of the connector configuration has a URL that begins with http://."] },
    },
    JSON: {
      stack: kept({
        secretString: JSON.stringify({ destinations: { a: { urls: ["https://a/x", "http://a/x", "a/x"] } } }),
      }),
      found: {
        "secret-version": [
          "line 1 of the connector configuration has a URL that begins with http://.",
          "line 1 of the connector configuration has a URL without a scheme.",
        ],
      },
    },
    ...Object.fromEntries(
      Object.entries({ secretStringWo: HTTP, secretBinary: Buffer.from(HTTP).toString("base64") }).map(
        ([property, value]) => [
          `a configuration in ${property}`,
          {
            stack: kept({ [property]: value }),
            found: { "secret-version": ["line 7 of the connector configuration has a URL that begins with http://."] },
          },
        ],
      ),
    ),
    "Helm values": caseOf(`replicaCount: 3\nconnectorConfig:\n${indent(HTTP, 2)}`, 9),
    "values of a chart of charts": caseOf(`esp:\n  connectorConfig:\n${indent(HTTP, 4)}`, 9),
    "a list of files": caseOf(`files:\n  -\n${indent(HTTP, 4)}`, 9),
    "the text of a ConfigMap, by its own lines": caseOf(
      `kind: ConfigMap\ndata:\n  aerospike-esp-outbound.yml: |\n${indent(HTTP, 4)}`,
      7,
    ),
    "a ConfigMap behind another manifest": caseOf(
      `kind: Service\n---\nkind: ConfigMap\ndata:\n  esp.yml: |\n${indent(HTTP, 4)}`,
      7,
    ),
    "JSON that holds the file as a text": caseOf(JSON.stringify({ "aerospike-esp-outbound.yml": HTTP }), 7),
    "a URL that a destination merges": caseOf(
      "base: &base\n  urls: [http://a.example.com/x]\ndestinations:\n  dc1:\n    <<: *base\n    call-timeout: 8000\n",
      2,
    ),
    "a list of URLs by another name": caseOf(
      "base: &urls\n  - http://a.example.com/x\ndestinations:\n  dc1:\n    urls: *urls\n  dc2:\n    urls: *urls\n",
      2,
    ),
    "a single URL that is no list": caseOf("destinations:\n  dc1:\n    urls: http://a.example.com/x\n", 3),
    "the URL in a file with a mistake behind it": caseOf(`${HTTP}  : ]\n`, 7),
    "a configuration in the clear text of a parameter": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "parameter",
        inputs: { region: "eu-west-1", type: "String", insecureValue: HTTP },
      }),
      phases: ["preview"],
      found: { parameter: ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
    "a configuration in a parameter": {
      stack: plus({
        type: "aws:ssm/parameter:Parameter",
        name: "parameter",
        inputs: { region: "eu-west-1", type: "SecureString", value: HTTP },
      }),
      phases: ["preview"],
      found: { parameter: ["line 7 of the connector configuration has a URL that begins with http://."] },
    },
  },
  accepts: {
    "another file with a key of the same name": {
      stack: kept({ secretString: "egress:\n  destinations:\n    - http://10.0.0.1/\n" }),
    },
    "another program's destinations, a level down": {
      stack: kept({ secretString: "egress:\n  destinations:\n    a: { url: http://10.0.0.1/ }\n" }),
    },
    "a URL in the text of an Avro schema": {
      stack: config(
        "destinations:",
        `format:\n  mode: avro\n  schema: '{"type":"record","doc":"see http://wiki.example.com/cdc"}'\ndestinations:`,
      ),
      phases: ["up"],
    },
    "a URL in a header": {
      stack: config("additional-headers:", "additional-headers:\n        X-Source: http://wiki.example.com/cdc"),
      phases: ["up"],
    },
    "a comment behind a value": { stack: config("service:", "service: # http://example.com"), phases: ["up"] },
    ...Object.fromEntries(
      Object.entries(HOSTILE).map(([what, secretString]) => [
        what,
        { stack: change("secret-version", { secretString }), phases: ["up"] as const },
      ]),
    ),
    "a secret that is no connector configuration": {
      stack: kept({ secretString: "upstream: http://10.0.0.1/" }),
    },
    "a comment": { stack: config("destinations:", "# see http://example.com\ndestinations:"), phases: ["up"] },
  },
});
