import { integrationStreamFixed } from "../../../policies/rules/integration-stream-fixed";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const template = (streamName: string, before = "") =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `${before}{"StreamName": ${streamName}, "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
    },
  });

const OPEN =
  "the template for application/json prints StreamName from the request: a caller writes to any stream the role can reach.";
const UNNAMED =
  "the template for application/json prints no StreamName and no StreamARN: who writes the call names the stream.";
const ESCAPED = String.raw`$util.escapeJavaScript($input.params('s')).replaceAll("\\'", "'")`;
const REST = `"PartitionKey": "1", "Data": "$util.base64Encode($input.body)"`;

/** A call of which nobody needs the template to know that it is a PutRecord. */
const call = (template: string) => ({
  stack: change("post-integration", {
    uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    requestTemplates: { "application/json": template },
  }),
});

describeRule(integrationStreamFixed, {
  finds: {
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
    "the stream in a macro": {
      stack: template(`"#stream($util.urlEncode($input.params('s')))"`, "#macro(stream $name)$name#end"),
      found: { "post-integration": [OPEN] },
    },
    "a body that is the call": { ...call("$input.json('$')"), found: { "post-integration": [UNNAMED] } },
    "a body that is the call, as it came": {
      ...call("$input.body"),
      found: { "post-integration": [UNNAMED] },
      also: {
        "integration-escapes on post-integration": [
          "the template for application/json prints $input.body as it came: a quote in it writes another field.",
        ],
      },
    },
    "a body that is the call on one branch": {
      ...call(`#if($x){"StreamName": "orders", ${REST}}#else$input.json('$')#end`),
      found: {
        "post-integration": [
          "the template for application/json prints $input.json outside of any field: a caller writes the call, and with it the stream's name.",
        ],
      },
    },
    "a name of a field that the caller ends": {
      ...call(`{"StreamName$util.urlEncode($input.params('s'))": "orders", ${REST}}`),
      found: { "post-integration": [UNNAMED] },
    },
    "a stream's ARN from a header": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `{"StreamARN": "arn:aws:kinesis:eu-west-1:1:stream/$util.urlEncode($input.params('s'))", "PartitionKey": "1", "Data": "$util.base64Encode($input.body)"}`,
        },
      }),
      found: { "post-integration": [OPEN.replace("StreamName", "StreamARN")] },
    },
  },
  accepts: {
    "a name that a header looks up among fixed ones": {
      stack: template(`"$names.get($input.params('s'))"`, `#set($names = {"a": "orders", "b": "events"})`),
    },
    "a template of several, each with its name": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/json": `#if($x){"StreamName": "a", ${REST}}#else{"StreamName": "b", ${REST}}#end`,
        },
      }),
    },
    "a fixed name": { stack: template(`"orders"`) },
    "a name that a header chooses among fixed ones": {
      stack: template(
        `"$stream"`,
        `#if($input.params('streamname') == "a")#set($stream = "a")#else#set($stream = "b")#end`,
      ),
    },
    "a name that is set anew": {
      stack: template(`"$stream"`, `#set($stream = $input.params('streamname'))#set($stream = "orders")`),
    },
    "a directive with a header inside the value": {
      stack: template(`"#if($input.params('streamname') == 'a')a#{else}b#end"`),
    },
  },
});
