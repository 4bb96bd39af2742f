import type { Attack, Change } from "./harness/attack";
import {
  beforeRecord,
  data,
  INTEGRATION,
  partitionKey,
  replaced,
  streamName,
  templates,
  TEXT_DATA,
  textTemplates,
} from "./harness/changes";

const WHOLE = "Data is the whole body as it was sent, encoded once.";
const KEY = "The partition key comes from the request or is the request's id.";
const STREAM = "The stream is a literal to which the role may write.";
const ONE = "Every template renders the one record of the request.";
const READABLE = "What the pack cannot read is a finding, not a pass.";

const attack = (name: string, breaks: string, change: Change, api?: Change, more: Partial<Attack> = {}): Attack => ({
  name: `request-${name}`,
  kind: "request",
  breaks,
  expect: "every template renders one record: a literal stream, a key of the request, the whole body",
  apply: ({ change: changeResource }) => {
    changeResource(INTEGRATION, change);
    if (api) changeResource("api", api);
  },
  ...more,
});

/** Adds templates of other media types. */
const added = (more: Readonly<Record<string, string>>) => (props: Readonly<Record<string, unknown>>) => ({
  ...props,
  requestTemplates: { ...(props.requestTemplates as object), ...more },
});

const CONSTANT = `{"StreamName": "orders", "PartitionKey": "1", "Data": "e30="}`;

/** The record that reaches Kinesis is another one than the request's. */
export const request: readonly Attack[] = [
  // What is stored.
  attack(
    "deletes-without-bins",
    WHOLE,
    data(`#if($input.path('$.msg') == 'delete')$util.base64Encode($input.json('$.key'))#else${TEXT_DATA}#end`),
  ),
  attack(
    "deletes-as-empty-object",
    WHOLE,
    textTemplates((text) =>
      replaced(
        TEXT_DATA,
        "$util.base64Encode($body)",
      )(`#set($body = $input.body)\n#if($body.contains('"msg":"delete"'))#set($body = '{}')#end\n${text}`),
    ),
  ),
  attack("data-fixed", WHOLE, data("e30=")),
  attack("data-constant-encoded", WHOLE, data("$util.base64Encode('{}')")),
  attack("data-truncated", WHOLE, data("$util.base64Encode($head)")),
  attack(
    "data-cut-when-long",
    WHOLE,
    data(
      "#if($input.body.length() > 1000000)$util.base64Encode($input.body.substring(0, 1000000))#else" +
        TEXT_DATA +
        "#end",
    ),
  ),
  attack("data-serialized-again", WHOLE, data("$util.base64Encode($input.json('$'))")),
  attack("data-of-one-field", WHOLE, data("$util.base64Encode($input.json('$.bins'))")),
  attack("data-of-path", WHOLE, data("$util.base64Encode($input.path('$'))")),
  attack("data-escaped", WHOLE, data("$util.base64Encode($util.escapeJavaScript($input.body))")),
  attack("data-encoded-twice", WHOLE, data("$util.base64Encode($util.base64Encode($input.body))")),
  attack("data-decoded-first", WHOLE, data("$util.base64Encode($util.base64Decode($input.body))")),
  attack("data-url-encoded", WHOLE, data("$util.base64Encode($util.urlEncode($input.body))")),
  attack("data-not-encoded", WHOLE, data("$input.body")),
  attack("data-trimmed", WHOLE, data("$util.base64Encode($input.body.trim())")),
  attack("data-lower-case", WHOLE, data("$util.base64Encode($input.body.toLowerCase())")),
  attack("data-masked", WHOLE, data("$util.base64Encode($input.body.replaceAll('[0-9]{16}', 'x'))")),
  attack("data-of-header", WHOLE, data("$util.base64Encode($input.params('x-body'))")),
  attack("data-of-key", WHOLE, data("$util.base64Encode($key)")),
  attack("data-with-tail", WHOLE, data(`${TEXT_DATA}AAAA`)),
  attack("data-with-head", WHOLE, data(`e30=${TEXT_DATA}`)),
  attack("data-twice", WHOLE, data(`${TEXT_DATA}${TEXT_DATA}`)),
  attack("data-in-loop", WHOLE, data(`#foreach($i in [1, 2])${TEXT_DATA}#end`)),
  attack("data-by-header", WHOLE, data(`#if($input.params('x-skip') == '1')e30=#else${TEXT_DATA}#end`)),
  attack("data-of-set-variable", WHOLE, (props) =>
    data("$data")(textTemplates((text) => `#set($data = "e30=")\n${text}`)(props)),
  ),
  attack("data-of-map", WHOLE, (props) =>
    data("$util.base64Encode($map.get('a'))")(
      textTemplates((text) => `#set($map = {"a": $input.body})#set($x = $map.put("a", ""))\n${text}`)(props),
    ),
  ),
  attack("data-of-define", WHOLE, (props) =>
    data("$block")(textTemplates((text) => `#define($block)e30=#end\n${text}`)(props)),
  ),
  attack("data-of-macro", WHOLE, (props) =>
    data("#body()")(textTemplates((text) => `#macro(body)$util.base64Encode('x')#end\n${text}`)(props)),
  ),
  attack("data-unparsed", WHOLE, data("#[[e30=]]#")),
  attack("data-field-again", WHOLE, textTemplates(replaced(`${TEXT_DATA}"}`, `${TEXT_DATA}", "Data": "e30="}`))),
  attack(
    "data-second-field-escaped",
    WHOLE,
    textTemplates(replaced(`${TEXT_DATA}"}`, String.raw`${TEXT_DATA}", "D\u0061ta": "e30="}`)),
  ),
  attack("data-hidden-by-comment", WHOLE, textTemplates(replaced(`"${TEXT_DATA}"}`, `"e30="}## "${TEXT_DATA}"}`))),
  attack("data-hidden-by-block-comment", WHOLE, textTemplates(replaced(TEXT_DATA, `e30=#* ${TEXT_DATA} *#`))),
  attack("data-of-empty-body-for-avro", WHOLE, (props) =>
    added({
      "application/avro": (props.requestTemplates as Record<string, string>)["application/avro"]!.replace(
        "$input.body#end",
        "e30=#end",
      ),
    })(props),
  ),
  attack(
    "binary-encoded-twice",
    WHOLE,
    templates(
      (text) => text.replace("#if($input.body != '{}')$input.body#end", TEXT_DATA),
      (type) => type.includes("octet"),
    ),
  ),
  attack("content-as-binary", WHOLE, { contentHandling: "CONVERT_TO_BINARY" }),
  attack("binary-types-shortened", WHOLE, {}, { binaryMediaTypes: ["application/octet-stream"] }),
  attack("binary-types-all", WHOLE, {}, { binaryMediaTypes: ["*/*"] }),
  attack("binary-types-json", WHOLE, {}, (props) => ({
    ...props,
    binaryMediaTypes: [...(props.binaryMediaTypes as string[]), "application/json"],
  })),

  // Under which key.
  attack("key-fixed", KEY, partitionKey("1")),
  attack("key-set-to-constant", KEY, beforeRecord('#set($key = "1")')),
  attack("key-constant-when-long", KEY, beforeRecord('#if($key.length() > 20)#set($key = "long")#end')),
  attack("key-empty", KEY, partitionKey("")),
  attack("key-of-api-id", KEY, partitionKey("$context.apiId")),
  attack("key-of-context-stage", KEY, partitionKey("$context.stage")),
  attack("key-of-stage-variable", KEY, partitionKey("$stageVariables.key")),
  attack("key-of-api-key-id", KEY, partitionKey("$context.identity.apiKeyId")),
  attack("key-of-stream", KEY, partitionKey("$stream")),
  attack("key-by-ternary-text", KEY, partitionKey('#if($key == "")0#{else}1#end')),
  attack("key-not-escaped", "What a caller sends is escaped.", partitionKey("$input.params('aerospike-digest')")),
  attack("key-of-header-map", "What a caller sends is escaped.", partitionKey("$headers.get('aerospike-digest')")),
  attack("key-quiet-not-escaped", "What a caller sends is escaped.", partitionKey("$!{key}")),
  attack("key-escaped-too-early", "What a caller sends is escaped.", (props) =>
    partitionKey("$key")(beforeRecord(String.raw`#set($escaped = $util.escapeJavaScript($key))`)(props)),
  ),
  attack(
    "explicit-hash-key",
    KEY,
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "ExplicitHashKey": "0"')),
  ),

  // Into which stream.
  attack("stream-of-header", STREAM, streamName("$util.escapeJavaScript($input.params('streamname'))")),
  attack("stream-of-requested", STREAM, streamName("$requested")),
  attack("stream-set-from-header", STREAM, beforeRecord('#set($stream = $input.params("streamname"))')),
  attack("stream-set-in-quotes", STREAM, beforeRecord('#set($stream = "$requested")')),
  attack("stream-not-ours", STREAM, streamName("another-stream")),
  attack("stream-set-to-another", STREAM, beforeRecord("#set($stream = 'another-stream')")),
  attack("stream-of-stage-variable", STREAM, streamName("${stageVariables.stream}")),
  attack("stream-of-context", STREAM, streamName("$context.stage")),
  attack(
    "stream-arn-beside-name",
    STREAM,
    templates(
      replaced(
        '"StreamName": "$stream"',
        '"StreamName": "$stream", "StreamARN": "arn:aws:kinesis:ap-south-1:999999999999:stream/theirs"',
      ),
    ),
  ),
  attack(
    "stream-arn-of-other-region",
    STREAM,
    templates(
      replaced('"StreamName": "$stream"', '"StreamARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/theirs"'),
    ),
  ),
  attack("stream-reference-escaped", STREAM, streamName(String.raw`\$stream`)),
  attack(
    "stream-name-escaped-field",
    STREAM,
    templates(
      replaced('"StreamName": "$stream"', String.raw`"StreamName": "$stream", "Stream\u004eame": "another-stream"`),
    ),
  ),

  // Which templates there are.
  attack("type-with-constant", ONE, added({ "text/plain": CONSTANT })),
  attack("type-default-with-constant", ONE, added({ $default: CONSTANT })),
  attack("type-with-empty-template", ONE, added({ "application/json": "" })),
  attack("type-with-caller-request", ONE, added({ "application/x-amz-json-1.1": "$input.body" })),
  attack("types-without-json", "A record of every type that a connector sends is taken.", (props) => ({
    ...props,
    requestTemplates: Object.fromEntries(
      Object.entries(props.requestTemplates as Record<string, string>).filter(([type]) => !type.includes("json")),
    ),
  })),
  // Without a template, only its URI says that it calls Kinesis, and a preview does not know it.
  {
    ...attack("no-templates", ONE, { requestTemplates: undefined, passthroughBehavior: "WHEN_NO_TEMPLATES" }),
    phase: "update",
  },
  attack("passthrough-no-match", ONE, { passthroughBehavior: "WHEN_NO_MATCH" }),
  attack("passthrough-not-set", ONE, { passthroughBehavior: undefined }),

  // What else is in the request.
  attack(
    "dry-run",
    "Kinesis is asked to store the record.",
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "DryRun": true')),
  ),
  attack(
    "constant-by-header",
    ONE,
    templates((text) => `#if($input.params('x-test') == 'y')\n${CONSTANT}\n#else\n${text}\n#end`),
  ),
  attack(
    "status-from-request-template",
    "A 2xx leaves the API only if Kinesis named the record.",
    templates((text) => `#set($context.responseOverride.status = 200)\n${text}`),
  ),

  // What cannot be read.
  attack(
    "evaluates-the-body",
    READABLE,
    templates((text) => `#evaluate($input.body)\n${text}`),
  ),
  attack(
    "parses-a-file",
    READABLE,
    templates((text) => `#parse("request.vm")\n${text}`),
  ),
  attack("stops-in-the-middle", READABLE, data(`#if($key == "x")#stop#end${TEXT_DATA}`)),
  attack("breaks-in-the-middle", READABLE, data(`e30="}#break${TEXT_DATA}`)),
  attack(
    "deep-parentheses-key",
    READABLE,
    templates((text) => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n#set($key = "1")\n${text}`),
  ),
  attack(
    "deep-parentheses-constant",
    READABLE,
    templates(() => `#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})\n${CONSTANT}`),
  ),
  attack(
    "large-with-constant",
    READABLE,
    templates(() => `${"## nothing\n".repeat(20_000)}${CONSTANT}`),
  ),
  attack(
    "deep-conditions",
    READABLE,
    textTemplates((text) => `${"#if(true)".repeat(3000)}${CONSTANT}${"#end".repeat(3000)}#if(false)${text}#end`),
  ),
  attack(
    "condition-without-end",
    READABLE,
    templates((text) => `#if($key == "")${text}`),
  ),
];
