import type { Attack } from "../harness/attack";
import { beforeRecord, partitionKey, replaced, streamName, templates } from "../harness/changes";
import { attack } from "./support";

const KEY = "The partition key comes from the request or is the request's id.";
const STREAM = "The stream is a literal to which the role may write.";

/** Under which key, and into which stream. */
export const keysAndStreams: readonly Attack[] = [
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
];
