import {
  beforeRecord,
  inRequest,
  INTEGRATION,
  partitionKey,
  props,
  replaced,
  streamName,
  templates,
} from "../build/changes";
import { r2Request, r3Pair, r4Template } from "../build/kinds";
import { requestAttack } from "../build/requests";
import type { Attack } from "../harness/attack";

const KEY = "The partition key comes from the request or is the request's id.";
const STREAM = "The stream is a literal to which the role may write.";
const NO_FALLBACK = '#if($key == "")#set($key = $context.requestId)#end';

/** Under which key, and into which stream. */
export const keysAndStreams: readonly Attack[] = [
  r4Template(
    "key-first-letter",
    "the partition key is the digest's first letter",
    inRequest(partitionKey("$key.substring(0, 1)")),
  ),
  r4Template("key-of-length", "the partition key is how long the key is", inRequest(partitionKey("$key.length()"))),
  r4Template(
    "key-of-day",
    "all records of a day have one partition key",
    inRequest(partitionKey("$context.requestTime.substring(0, 11)")),
  ),
  r4Template(
    "stream-with-blank",
    "the stream's name has a blank behind it, and Kinesis refuses all records",
    inRequest(streamName("$stream ")),
  ),
  // Under which key.
  requestAttack("key-fixed", KEY, partitionKey("1")),
  requestAttack("key-set-to-constant", KEY, beforeRecord('#set($key = "1")')),
  requestAttack("key-constant-when-long", KEY, beforeRecord('#if($key.length() > 20)#set($key = "long")#end')),
  requestAttack("key-empty", KEY, partitionKey("")),
  requestAttack("key-of-api-id", KEY, partitionKey("$context.apiId")),
  requestAttack("key-of-context-stage", KEY, partitionKey("$context.stage")),
  requestAttack("key-of-stage-variable", KEY, partitionKey("$stageVariables.key")),
  requestAttack("key-of-api-key-id", KEY, partitionKey("$context.identity.apiKeyId")),
  requestAttack("key-of-stream", KEY, partitionKey("$stream")),
  requestAttack("key-by-ternary-text", KEY, partitionKey('#if($key == "")0#{else}1#end')),
  requestAttack(
    "key-not-escaped",
    "What a caller sends is escaped.",
    partitionKey("$input.params('aerospike-digest')"),
  ),
  requestAttack(
    "key-of-header-map",
    "What a caller sends is escaped.",
    partitionKey("$headers.get('aerospike-digest')"),
  ),
  requestAttack("key-quiet-not-escaped", "What a caller sends is escaped.", partitionKey("$!{key}")),
  requestAttack("key-escaped-too-early", "What a caller sends is escaped.", (props) =>
    partitionKey("$key")(beforeRecord(String.raw`#set($escaped = $util.escapeJavaScript($key))`)(props)),
  ),
  requestAttack(
    "explicit-hash-key",
    KEY,
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "ExplicitHashKey": "0"')),
  ),
  // Into which stream.
  requestAttack("stream-of-header", STREAM, streamName("$util.escapeJavaScript($input.params('streamname'))")),
  requestAttack("stream-of-requested", STREAM, streamName("$requested")),
  requestAttack("stream-set-from-header", STREAM, beforeRecord('#set($stream = $input.params("streamname"))')),
  requestAttack("stream-set-in-quotes", STREAM, beforeRecord('#set($stream = "$requested")')),
  requestAttack("stream-not-ours", STREAM, streamName("another-stream")),
  requestAttack("stream-set-to-another", STREAM, beforeRecord("#set($stream = 'another-stream')")),
  requestAttack("stream-of-stage-variable", STREAM, streamName("${stageVariables.stream}")),
  requestAttack("stream-of-context", STREAM, streamName("$context.stage")),
  requestAttack(
    "stream-arn-beside-name",
    STREAM,
    templates(
      replaced(
        '"StreamName": "$stream"',
        '"StreamName": "$stream", "StreamARN": "arn:aws:kinesis:ap-south-1:999999999999:stream/theirs"',
      ),
    ),
  ),
  requestAttack(
    "stream-arn-of-other-region",
    STREAM,
    templates(
      replaced('"StreamName": "$stream"', '"StreamARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/theirs"'),
    ),
  ),
  requestAttack("stream-reference-escaped", STREAM, streamName(String.raw`\$stream`)),
  requestAttack(
    "stream-name-escaped-field",
    STREAM,
    templates(
      replaced('"StreamName": "$stream"', String.raw`"StreamName": "$stream", "Stream\u004eame": "another-stream"`),
    ),
  ),
  r2Request(
    "key-may-be-empty",
    "a record without a digest can only fail",
    inRequest(templates(replaced(NO_FALLBACK, ""))),
  ),
  r2Request("key-is-length", "all records of a table have one partition key", inRequest(partitionKey("$key.length()"))),
  r2Request(
    "key-is-id-length",
    "all records have one partition key",
    inRequest(partitionKey("$context.requestId.length()")),
  ),
  r2Request(
    "key-replaced",
    "all records have one partition key",
    inRequest(beforeRecord('#set($key = $key.replaceAll(".+", "1"))')),
  ),
  r2Request("key-is-method", "all records have one partition key", inRequest(partitionKey("$context.httpMethod"))),
  r2Request(
    "key-is-api-key",
    "the caller's key is the partition key, which every reader sees",
    inRequest(partitionKey("$util.escapeJavaScript($input.params('x-api-key'))")),
  ),
  r2Request(
    "key-quote-escaped",
    "a record whose digest has a quote can only fail, because JSON knows no escaped quote",
    inRequest(partitionKey("$util.escapeJavaScript($key)")),
  ),
  r2Request(
    "context-set-anew",
    "all records have one partition key",
    inRequest(beforeRecord('#set($context = {"requestId": "1"})#set($key = $context.requestId)')),
  ),
  r2Request(
    "stream-in-quotes",
    "a directive within a text in quotes chooses another stream",
    inRequest(beforeRecord(`#set($stream = "#if($key.startsWith('A'))another-stream#{else}$stream#end")`)),
  ),
  r2Request(
    "ordering",
    "the record says after which other one it is to be stored",
    inRequest(
      templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "SequenceNumberForOrdering": "0"')),
    ),
  ),
  r3Pair("hot-shard", "every record has the stage as its partition key", {
    changes: { [INTEGRATION]: props(partitionKey("$context.stage")) },
  }),
  r3Pair("key-id-as-partition", "every record of a connector has its API key's id as the partition key", {
    changes: { [INTEGRATION]: props(partitionKey("$context.identity.apiKeyId")) },
  }),
  r3Pair("explicit-hash", "an explicit hash key sends every record to one shard", {
    changes: {
      [INTEGRATION]: props(templates(replaced('"PartitionKey":', '"ExplicitHashKey": "0", "PartitionKey":'))),
    },
  }),
];
