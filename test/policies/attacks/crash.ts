import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";

import type { Attack, Props } from "./harness/attack";
import { harmless, mine } from "./mine";
import { describedApi, integrationOf } from "./openapi";
import { trustOf } from "./shared";

const MAPPING = "api-post-200-mapping";
const INTEGRATION_NAME = "api-post-integration";

/** Velocity that nobody can read to its end: what cannot be read is found, and takes nothing down. */
const template = (name: string, breaks: string, text: string): Attack =>
  mine({
    name: `crash-${name}`,
    kind: "crash",
    breaks,
    expect: "a template that cannot be read is a finding, and the run goes on",
    changes: {
      [INTEGRATION_NAME]: {
        props: (props: Props) => ({
          ...props,
          requestTemplates: {
            ...(props.requestTemplates as object),
            "application/json": text.replaceAll(STREAM, `crash-${name}`),
          },
        }),
      },
    },
  });
const pattern = (name: string, breaks: string, selectionPattern: string): Attack =>
  mine({
    name: `crash-${name}`,
    kind: "crash",
    breaks,
    expect: "a pattern that cannot be judged is a finding, and the run goes on",
    changes: { [MAPPING]: { props: { selectionPattern } } },
  });

/** Where a template names the stream; it is the pipeline's own. */
const STREAM = "crash-stream";
const GOOD = `{"StreamName": "${STREAM}", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`;
const DEEP = 20_000;

export const crashes: readonly Attack[] = [
  template(
    "parentheses",
    "twenty thousand parentheses within each other",
    `#set($x = ${"(".repeat(DEEP)}1${")".repeat(DEEP)})${GOOD}`,
  ),
  template(
    "brackets",
    "twenty thousand lists within each other",
    `#set($x = ${"[".repeat(DEEP)}1${"]".repeat(DEEP)})${GOOD}`,
  ),
  template("not-not", "twenty thousand times no", `#if(${"!".repeat(DEEP)}true)${GOOD}#end`),
  template(
    "ifs",
    "five thousand conditions within each other",
    `${"#if(true)".repeat(5000)}${GOOD}${"#end".repeat(5000)}`,
  ),
  template(
    "calls",
    "five thousand calls within each other",
    `#set($x = ${"$util.urlEncode(".repeat(5000)}"a"${")".repeat(5000)})${GOOD}`,
  ),
  template("chain", "twenty thousand calls after each other", `#set($x = "a"${".trim()".repeat(DEEP)})${GOOD}`),
  template("quotes", "texts within texts that are evaluated", `#set($x = ${'"#if(true)'.repeat(2000)})${GOOD}`),
  template(
    "branches",
    "thirty conditions make a billion ways",
    `${Array.from({ length: 30 }, (_, at) => `#if($input.params('h${at}') == 'x')#set($a${at} = 'y')#else#set($a${at} = 'n')#end`).join("")}${GOOD.replace(`"${STREAM}"`, `"${Array.from({ length: 30 }, (_, at) => `$a${at}`).join("")}"`)}`,
  ),
  template(
    "doubling",
    "a text that doubles forty times",
    `#set($x = "ab")${`#set($x = "$x$x")`.repeat(40)}${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "range",
    "a loop of two billion turns",
    `#foreach($i in [0..2147483646])#set($x = "$i")#end${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "loops",
    "ten loops within each other",
    `${"#foreach($i in [1..100])".repeat(10)}#set($x = "$i")${"#end".repeat(10)}${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template("macro", "a macro that calls itself", `#macro(m)#m()#end#m()${GOOD}`),
  template("unclosed-if", "a condition without an end", `#if($input.body == "x")${GOOD}`),
  template("unclosed-text", "a text without an end", `#set($x = "${GOOD}`),
  template(
    "half-reference",
    "references that break off",
    `$ $! \${ $!{ $input. $input.params( #set( #if #foreach($x in) ${GOOD}`,
  ),
  template(
    "odd-characters",
    "a mark that turns the text round, and a zero",
    `\u202e\u0000#set($x = "\u0000")${GOOD.replace(`"${STREAM}"`, '"$x"')}`,
  ),
  template(
    "names",
    "names that every object has",
    `#set($constructor = $input.constructor)#set($x = $input.__proto__.toString)${GOOD.replace(`"${STREAM}"`, '"$constructor$x"')}`,
  ),
  pattern("pattern-slow", "a pattern that takes for ever, and matches every answer", "(((((.+)+)+)+)+)+"),
  pattern("pattern-broken", "a pattern that is none", "2[\\d"),
  pattern(
    "pattern-deep",
    "a pattern of ten thousand groups, which matches every answer",
    `${"(".repeat(10_000)}...${")".repeat(10_000)}`,
  ),
  pattern(
    "pattern-java",
    "a pattern of Java's own, which takes refusals for successes",
    String.raw`(?s)2(?>\d)\p{Digit}++|\Q4\E\d\d`,
  ),
  mine({
    name: "crash-policy-deep",
    kind: "crash",
    breaks: "a policy of thirty thousand lists within each other",
    expect: "a policy that cannot be read is a finding, and the run goes on",
    changes: {
      "access-role": { props: { assumeRolePolicy: `{"Statement":${"[".repeat(30_000)}${"]".repeat(30_000)}}` } },
    },
  }),
  mine({
    name: "crash-policy-text",
    kind: "crash",
    breaks: "a trust that is no JSON",
    expect: "a policy that cannot be read is a finding, and the run goes on",
    changes: { "access-role": { props: { assumeRolePolicy: "{'Statement': []}" } } },
  }),
  mine({
    name: "crash-policy-odd",
    kind: "crash",
    breaks: "a trust of odd values lets in everybody",
    expect: "odd values are read as AWS reads them, or found",
    add: (b) =>
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy:
          '{"Statement": [null, 7, "x", {"Effect": "Allow", "Principal": {"AWS": ["*", null, {}]}, "Action": ["sts:AssumeRole", 3]}]}',
        tags: b.tags,
      }),
  }),
  mine({
    name: "crash-body-deep",
    kind: "crash",
    breaks: "a body of thirty thousand objects within each other hides a method without a key",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        write: (o) =>
          JSON.stringify(o)
            .replace(/\}$/, `,"x-deep":${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}}`)
            .replace('"security"', '"x-security"'),
      });
    },
  }),
  mine({
    name: "crash-body-circle",
    kind: "crash",
    breaks: "a body whose references go round in a circle",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          o.paths["/open"] = { $ref: "#/paths/~1other" };
          o.paths["/other"] = { $ref: "#/paths/~1open" };
        },
      });
    },
  }),
  mine({
    name: "crash-body-bomb",
    kind: "crash",
    breaks: "a body in YAML that is a billion times as long once it is read",
    expect: "a body that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        write: () =>
          `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]`).join("\n")}\n`,
      });
    },
  }),
  mine({
    name: "crash-body-template",
    kind: "crash",
    breaks: "a template that cannot be read, in a body",
    expect: "a template that cannot be read is a finding, and the run goes on",
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          integrationOf(o).requestTemplates["application/json"] =
            `#set($x = ${"(".repeat(DEEP)}1${")".repeat(DEEP)})${GOOD}`;
        },
      });
    },
  }),
];

const odd = (name: string, says: string, changes: Parameters<typeof harmless>[1]["changes"]) =>
  harmless(says, { name: `crash-fine-${name}`, changes: changes! });

/** Odd values that mean what the usual ones mean, or nothing. */
export const oddities = [
  odd("null", "values that are null are not set", {
    "api-stage": { props: { variables: null, description: null, cacheClusterSize: null } },
    "key-plan": { props: { quotaSettings: null } },
  }),
  odd("empty", "values that are empty are not set", {
    "api-stage": { props: { variables: {}, description: "", clientCertificateId: "" } },
    api: { props: { body: "", policy: "" } },
  }),
  odd("numbers", "numbers are written as texts", {
    "api-post-integration": { props: { timeoutMilliseconds: "6000" } },
  }),
  odd("flags", "flags are written as texts", { "api-post": { props: { apiKeyRequired: "true" } } }),
  odd("unicode", "a description has characters of every kind", {
    api: { props: { description: "\u202e\u0301\u{1f600}\u2028 ${context} %s {{x}} <script> \u00e9" } },
  }),
  harmless("an output is two megabytes of letters", {
    name: "crash-fine-long-output",
    outputs: { text: () => "QUJD".repeat(500_000) },
  }),
  harmless("an output is three hundred objects within each other", {
    name: "crash-fine-deep-output",
    outputs: { deep: () => JSON.parse(`${'{"a":'.repeat(300)}1${"}".repeat(300)}`) as unknown },
  }),
  harmless("an output is YAML that would be a billion times as long once it is read", {
    name: "crash-fine-bomb-output",
    outputs: {
      text: () =>
        `destinations: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]`).join("\n")}\n`,
    },
  }),
  harmless("a role of a service of a hundred conditions", {
    name: "crash-fine-many-conditions",
    add: (b) =>
      new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Service: "lambda.amazonaws.com" },
          { StringEquals: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`aws:RequestTag/t${at}`, "x"])) },
        ),
        tags: b.tags,
      }),
  }),
  harmless("a plan has a stage that does not exist yet", {
    name: "crash-fine-unknowns",
    phase: "preview",
    add: (b) => {
      const api = new apigateway.RestApi(
        `${b.name}-api`,
        {
          region: b.region,
          name: b.pipeline.apiId,
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: b.pipeline.apiId.apply(() => "STRICT"),
          policy: b.pipeline.apiId,
          binaryMediaTypes: b.pipeline.apiId.apply(() => ["a/b"]),
          tags: b.tags,
        },
        { protect: true },
      );
      new apigateway.Method(`${b.name}-method`, {
        region: b.region,
        restApi: api.id,
        resourceId: api.rootResourceId,
        httpMethod: b.pipeline.apiId,
        authorization: b.pipeline.apiId,
        apiKeyRequired: b.pipeline.apiId.apply(() => true),
      });
    },
  }),
];
