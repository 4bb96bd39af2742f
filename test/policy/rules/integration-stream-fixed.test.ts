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
