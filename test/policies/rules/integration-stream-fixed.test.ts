import { integrationStreamFixed } from "../../../policies/rules/integration-stream-fixed";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const template = (streamName: string, before = "") =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `${before}{"StreamName": ${streamName}, "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
    },
  });

const OPEN =
  "the template for application/json, line 1, prints StreamName from the request: a caller writes to any stream the role can reach.";
const ESCAPED = String.raw`$util.escapeJavaScript($input.params('s')).replaceAll("\\'", "'")`;
const REST = `"PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"`;

const ELSEWHERE =
  "the template for application/json, line 1, names a stream that the integration's role may not write to.";

const ROLE = {
  "iam-no-wildcards on role-policy": [
    "statement 1 allows its actions on resources with a wildcard in the place of a name.",
  ],
  "integration-role-actions on role-policy": ["statement 1 allows its actions on streams that it does not name."],
};

/** The same stack, whose role may write to these streams. */
const allowing = (names: readonly string[], stack: readonly Fixture[]): readonly Fixture[] =>
  stack.map((fixture) =>
    fixture.name === "role-policy"
      ? {
          ...fixture,
          inputs: { ...fixture.inputs, policy: awsAssigns(policyFor(names)) },
          edges: { role: ["role"], policy: ["role"] },
        }
      : fixture,
  );

const policyFor = (names: readonly string[]): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: "kinesis:PutRecord",
        Resource: names.map((name) => `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`),
      },
    ],
  });

const EVENTS = { stack: template('"events"'), found: { "post-integration": [ELSEWHERE] } };
const EVENTS_BY_ARN = {
  stack: change("post-integration", {
    requestTemplates: {
      "application/json": `{"StreamARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/events", ${REST}}`,
    },
  }),
  found: { "post-integration": [ELSEWHERE] },
};
/** The role writes to a stream that no template names then. */
const UNNAMED = {
  "integration-role-streams on role-policy": [
    "statement 1 allows the API to write to a stream that none of its templates names.",
  ],
};

/** Statements by which a header takes one of two streams each, and what the templates for both types print then. */
const chosen = (statements: string, binary = statements): readonly Fixture[] =>
  allowing(
    ["a", "b"],
    change("post-integration", {
      requestTemplates: {
        "application/json": `${statements}{"StreamName": "$stream", ${REST}}`,
        "application/octet-stream": `${binary}{"StreamName": "$stream", ${REST.replace("$util.base64Encode($input.body)", "$input.body")}}`,
      },
    }),
  );
const when = (condition: string, stream: string): string => `#if(${condition})#set($stream = '${stream}')#end`;
const asks = (name: string): string => `$input.params('streamname') == '${name}'`;
const BY_NAME = `#set($stream = "")${when(asks("a"), "a")}${when(asks("b"), "b")}`;
const foundBoth = (words: string) => ({
  "post-integration": [`the template for application/json (and 1 other type), line 1, ${words}`],
});
const OTHER = "takes another stream than the request names: its records are read by nobody who waits for them.";
const UNKNOWN = "takes a stream for a request that names none of them: refuse it instead.";
const NOT_COMPARED = "takes a stream on a condition that compares no name: compare the whole name with the header.";
const found = (...words: string[]) => ({
  found: { "post-integration": words.map((one) => `the template for application/json, line 1, ${one}`) },
});
const ELSE = `#if(${asks("a")})#set($stream = "a")#else#set($stream = "b")#end`;
const DEFAULT_B = { config: { "integration-stream-fixed": { defaults: ["b"] } } };
const ARN = "arn:aws:kinesis:eu-west-1:999988887777:stream/";
/** While a policy is not known, the streams that it is made of stand for it. In these tests it is made of none. */
const AT_UPDATE = { phases: ["up"] } as const;
const B_UNNAMED = {
  "integration-role-streams on role-policy": [
    "statement 1 allows the API to write to a stream that none of its templates names.",
  ],
};

describeRule(integrationStreamFixed, {
  finds: {
    "the header of one stream that leads to the other, so that the first is never named": {
      stack: chosen(`#set($stream = "")${when(asks("a"), "b")}${when(asks("b"), "b")}`),
      found: foundBoth(OTHER),
      also: B_UNNAMED,
      ...AT_UPDATE,
    },
    "headers that lead to each other's stream": {
      stack: chosen(`#set($stream = "")${when(asks("a"), "b")}${when(asks("b"), "a")}`),
      found: foundBoth(OTHER),
    },
    "a map of names to each other's stream": {
      stack: chosen(`#set($names = {"a": "b", "b": "b"})#set($stream = $names.get($input.params('streamname')))`),
      found: foundBoth(OTHER),
      also: B_UNNAMED,
      ...AT_UPDATE,
    },
    "a name within the value that leads to the other": {
      stack: allowing(["a", "b"], template(`"#if($input.params('streamname') == 'b')a#{else}b#end"`)),
      ...found(OTHER, UNKNOWN),
    },
    "every other name by an else": {
      stack: allowing(["a", "b"], template(`"$stream"`, ELSE)),
      ...found(UNKNOWN),
    },
    "every other name by an else, and another stream is the default": {
      stack: allowing(["a", "b"], template(`"$stream"`, ELSE)),
      config: { "integration-stream-fixed": { defaults: ["a"] } },
      ...found(UNKNOWN),
    },
    "every other name by what stands before the conditions": {
      stack: allowing(["a", "b"], template(`"$stream"`, `#set($stream = "a")${when(asks("b"), "b")}`)),
      ...found(UNKNOWN),
    },
    "every other name by what stands before a loop": {
      stack: allowing(
        ["a", "b"],
        template(
          `"$stream"`,
          `#set($stream = "a")#foreach($one in ["a", "b"])#if($input.params('s') == $one)#set($stream = $one)#end#end`,
        ),
      ),
      ...found(UNKNOWN),
    },
    "names of which only the end is compared": {
      stack: allowing(
        ["orders-a", "orders-b"],
        template(
          `"$stream"`,
          ["a", "b"].map((end) => when(`$input.params('streamname').endsWith('-${end}')`, `orders-${end}`)).join(""),
        ),
      ),
      ...found("takes a stream for a name that only has its name in it: compare the whole name."),
    },
    "a condition on something else than what names are compared with": {
      stack: allowing(
        ["a", "b"],
        template(`"$stream"`, `${BY_NAME}${when("$context.identity.userAgent == 'esp'", "b")}`),
      ),
      ...found(NOT_COMPARED),
    },
    "a name, or whatever else holds": {
      stack: allowing(
        ["a", "b"],
        template(`"$stream"`, `${when(`${asks("a")} || $context.stage`, "a")}${when(asks("b"), "b")}`),
      ),
      ...found(NOT_COMPARED),
    },
    "every other name by an else, with names in variables": {
      stack: allowing(
        ["a", "b"],
        template(
          `"$stream"`,
          `#set($one = "a")#set($two = "b")#if($input.params('s') == $one)#set($stream = $one)#else#set($stream = $two)#end`,
        ),
      ),
      ...found(UNKNOWN),
    },
    "a condition that is about nothing": {
      stack: allowing(
        ["a", "b"],
        change("post-integration", {
          requestTemplates: {
            "application/json": `#if($x){"StreamName": "a", ${REST}}#else{"StreamName": "b", ${REST}}#end`,
          },
        }),
      ),
      ...found(NOT_COMPARED, UNKNOWN),
    },
    "a pattern with both names": {
      stack: chosen(
        `#set($stream = "")${when("$input.params('streamname').matches('a|b')", "a")}${when(asks("b"), "b")}`,
      ),
      found: foundBoth(OTHER),
    },
    "every name but that of the other": {
      stack: chosen(`#set($stream = "")${when("$input.params('streamname') != 'b'", "a")}${when(asks("b"), "b")}`),
      found: foundBoth("takes a stream for every name but that of another one: compare with its own name."),
    },
    "every name that ends as the stream's": {
      stack: chosen(
        `#set($stream = "")${when("$input.params('streamname').endsWith('a')", "a")}${when(asks("b"), "b")}`,
      ),
      found: foundBoth("takes a stream for a name that only has its name in it: compare the whole name."),
    },
    "a body that chooses the stream": {
      stack: chosen(`${BY_NAME}${when("$input.body.contains('urgent')", "b")}`),
      found: foundBoth("takes a stream by what the body says, whatever stream the request names."),
    },
    "one stream for all bytes, while texts choose": {
      stack: chosen(BY_NAME, `#set($stream = 'b')`),
      found: {
        "post-integration": [
          "the template for application/octet-stream, line 1, names a stream whatever the request asks for, and templates for other types let it choose.",
        ],
      },
    },
    "a header, while the template of another type is not known yet": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamName": "$util.urlEncode($input.params('s'))", ${REST}}`,
          "application/avro": awsAssigns(`{"StreamName": "orders", ${REST}}`),
        },
      }),
      found: { "post-integration": [OPEN] },
      phases: ["preview"],
    },
    "the ARN of a stream of another region": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamARN": "arn:aws:kinesis:us-east-1:123456789012:stream/orders", ${REST}}`,
        },
      }),
      phases: ["up"],
      found: {
        "post-integration": [
          "the template for application/json, line 1, names a stream of another region: Kinesis refuses the record.",
        ],
      },
      also: UNNAMED,
    },
    "the stream in a header, escaped": {
      stack: template(String.raw`"$util.escapeJavaScript($input.params('streamname')).replaceAll("\\'", "'")"`),
      found: { "post-integration": [OPEN] },
    },
    "the stream in a variable of a header": {
      stack: template(
        `"$stream"`,
        String.raw`#set($stream = $util.escapeJavaScript($input.params('streamname')).replaceAll("\\'", "'"))`,
      ),
      found: { "post-integration": [OPEN] },
    },
    "a header as the fallback of a name": {
      stack: template(
        `"$stream"`,
        String.raw`#set($stream = "orders")#if($x)#set($stream = $util.urlEncode($input.params('streamname')))#end`,
      ),
      found: { "post-integration": [OPEN] },
    },
    "the stream in the body": {
      stack: template("$input.json('$.stream')"),
      found: { "post-integration": [OPEN] },
    },
    "the stream of one branch": {
      stack: template(`#if($x)"orders"#else"${ESCAPED}"#end`),
      found: { "post-integration": [OPEN] },
    },
    "the stream of one branch, each with its comma": {
      stack: change("post-integration", {
        requestTemplates: { "application/json": `{"StreamName": #if($x)"orders",#else"${ESCAPED}",#end ${REST}}` },
      }),
      found: { "post-integration": [OPEN] },
    },
    "the stream in a map": {
      stack: template(`"$map.k"`, `#set($map = {})#if($map.put("k", $util.urlEncode($input.params('s'))))#end`),
      found: { "post-integration": [OPEN] },
    },
    "the stream in a list": {
      stack: template(`"$list[0]"`, `#set($list = [$util.urlEncode($input.params('s'))])`),
      found: { "post-integration": [OPEN] },
    },
    "a stream's ARN from a header": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamARN": "arn:aws:kinesis:eu-west-1:1:stream/$util.urlEncode($input.params('s'))", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
        },
      }),
      found: { "post-integration": [OPEN.replace("StreamName", "StreamARN")] },
    },
    "a stage variable": {
      stack: template('"$stageVariables.stream"'),
      found: {
        "post-integration": [
          "the template for application/json, line 1, prints $stageVariables as StreamName: the template does not say which stream it is.",
        ],
      },
    },
    "a stream that the role may not write to": { ...EVENTS, also: UNNAMED, phases: ["up"] },
    "a stream that the role may not write to, whose policy is not known yet": { ...EVENTS, phases: ["preview"] },
    "such a stream by its ARN": { ...EVENTS_BY_ARN, also: UNNAMED, phases: ["up"] },
    "such a stream by its ARN, while the policy is not known yet": { ...EVENTS_BY_ARN, phases: ["preview"] },
    "such a stream on one branch": {
      stack: template(`#if(${asks("orders")})"orders"#elseif(${asks("events")})"events"#else{}#end`),
      found: { "post-integration": [ELSEWHERE] },
    },
  },
  accepts: {
    "two streams, each by its name": { stack: chosen(BY_NAME) },
    "two streams, each by a pattern of its name": {
      stack: chosen(
        `#set($stream = "")${when("$input.params('streamname').matches('a')", "a")}${when(asks("b"), "b")}`,
      ),
    },
    "two streams, each by its name, among those that are no health check": {
      stack: chosen(
        `#set($stream = "")#if($input.params('probe') != 'yes')${when(asks("a"), "a")}#elseif($input.body == '')#{else}${when(asks("b"), "b")}#end`,
      ),
    },
    "one stream of an API whose role also writes to another's": {
      stack: allowing(
        ["a", "b"],
        template(`"$stream"`, `#set($stream = "")${when(asks("a"), "a")}${when(asks(""), "a")}`),
      ),
      also: B_UNNAMED,
      ...AT_UPDATE,
    },
    "a template that is not known yet": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamName": "orders", ${REST}}`,
          "application/avro": awsAssigns(`{"StreamName": "orders", ${REST}}`),
        },
      }),
      phases: ["preview"],
    },
    "the ARN of a stream of the region": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/orders", ${REST}}`,
        },
      }),
    },
    "a name that a header looks up among fixed ones": {
      stack: allowing(
        ["orders", "events"],
        template(`"$names.get($input.params('s'))"`, `#set($names = {"a": "orders", "b": "events"})`),
      ),
    },
    "a template of several, each with its name": {
      stack: allowing(
        ["a", "b"],
        change("post-integration", {
          requestTemplates: {
            "application/json": `#if(${asks("a")}){"StreamName": "a", ${REST}}#elseif(${asks("b")}){"StreamName": "b", ${REST}}#end`,
          },
        }),
      ),
    },
    "two streams of another account, of which a condition compares the first": {
      stack: allowing(
        ["a", "b"],
        change("post-integration", {
          requestTemplates: {
            "application/json": `${BY_NAME}#if($stream == ""){"StreamName": {}}#else{#if($stream == 'a')"StreamARN": "${ARN}a"#else"StreamARN": "${ARN}b"#end, ${REST}}#end`,
          },
        }),
      ),
      phases: ["preview"],
    },
    "a fixed name": { stack: template(`"orders"`) },
    "a default that the configuration names": {
      stack: allowing(["a", "b"], template(`"$stream"`, ELSE)),
      ...DEFAULT_B,
    },
    "names in variables": {
      stack: allowing(
        ["a", "b"],
        template(
          `"$stream"`,
          `#set($one = "a")#set($stream = "")#if($input.params('s') == $one)#set($stream = $one)#end${when("$input.params('s') == 'b'", "b")}`,
        ),
      ),
    },
    "a name that is set anew": {
      stack: template(`"$stream"`, `#set($stream = $input.params('streamname'))#set($stream = "orders")`),
    },
    "a directive with a header inside the value": {
      stack: allowing(["a", "b"], template(`"#if($input.params('streamname') == 'a')a#{else}b#end"`)),
      ...DEFAULT_B,
    },
    "a header that was compared with the name": {
      stack: template(
        `"$stream"`,
        `#set($stream = $input.params('streamname'))#if($stream != "orders")#set($stream = "orders")#end`,
      ),
    },
    "a header that is cut and put to lower case before it is compared": {
      stack: template(
        `"$stream"`,
        `#set($stream = "")#set($asked = $input.params('s').trim().toLowerCase())#if($asked.equals('orders'))#set($stream = $asked)#end`,
      ),
    },
    "a name with a wildcard of the role": {
      stack: allowing(["ord*"], template('"orders"')),
      also: ROLE,
      phases: ["up"],
    },
    "a stream of a role of another stack": {
      stack: changeFixture("post-integration", (fixture) => ({
        ...fixture,
        inputs: {
          ...fixture.inputs,
          credentials: "arn:aws:iam::123456789012:role/elsewhere",
          requestTemplates: { "application/json": `{"StreamName": "elsewhere", ${REST}}` },
        },
        edges: { ...fixture.edges, credentials: [] },
      })),
      also: {
        "integration-kinesis-call on post-integration": [
          "credentials does not lead to a role of this stack: nobody can say here who writes, or what else it may do.",
        ],
      },
    },
  },
});
