/** How the body reaches the template: as text, or as Base64 because its type is one of the binary media types. */
export type BodyEncoding = "text" | "base64";

/** The most characters that Kinesis takes as a partition key. */
const MAX_PARTITION_KEY_LENGTH = 256;

/**
 * The request template of `PutRecord` in Velocity. Whatever a client sends, it renders either one record for one of the
 * given streams, or a request that Kinesis cannot read as a PutRecord and so answers 400.
 *
 * - StreamName: the `streamname` header where it is one of ours, printed from our own text; absent, the only stream.
 * - PartitionKey: the `aerospike-digest` header; without it the digest in the body, then the request's id. A record
 *   without a key would be refused for ever and stall its Aerospike partition.
 * - Data: Base64 of the body. A body that would not be stored as it was sent is refused: one that is compressed, one
 *   that should be Base64 and is not, and an empty text.
 *
 * Nothing but headers is read: a query string changes nothing.
 *
 * @param streamNames at least one; letters, digits, `_`, `.` and `-` only
 */
export const putRecordTemplate = (streamNames: readonly string[], encoding: BodyEncoding): string =>
  [
    ...READ_HEADERS,
    ...chooseStream(streamNames),
    `#if($stream == "" || $isEncoded || ${UNFIT[encoding]})`,
    // A structure where a string belongs: Kinesis refuses it while it reads the request, before it looks at permissions.
    `{"StreamName": {}}`,
    `#else`,
    ...choosePartitionKey(encoding),
    `{"StreamName": "$stream", "PartitionKey": "${ESCAPED_KEY}", "Data": "${DATA[encoding]}"}`,
    `#end`,
  ].join("\n");

/**
 * By name in whatever case: whether `$input.params("name")` on AWS regards case is not known, and a `Content-Encoding`
 * must not be missed. API Gateway documents that it decompresses a body before the template sees it; it does not say
 * whether the header stays. Where a header is still there, the body may be compressed still.
 */
const READ_HEADERS = [
  `#set($requested = "")#set($key = "")#set($isEncoded = false)`,
  `#set($headers = $input.params().header)`,
  `#foreach($header in $headers.keySet())`,
  `#set($name = $header.toLowerCase())`,
  `#if($name == 'streamname')#set($requested = $headers.get($header))`,
  `#elseif($name == 'aerospike-digest')#set($key = $headers.get($header))`,
  `#elseif($name == 'content-encoding')`,
  `#if(!$headers.get($header).toLowerCase().matches('(identity)?'))#set($isEncoded = true)#end`,
  `#end`,
  `#end`,
];

const chooseStream = (names: readonly string[]): string[] => {
  const [only, ...others] = names;
  const absent = `#if($requested == "")#set($stream = '${String(only)}')#end`;
  return [
    `#set($stream = "")`,
    ...names.map((name) => `#if($requested == '${name}')#set($stream = '${name}')#end`),
    ...(others.length === 0 ? [absent] : []),
  ];
};

/**
 * How many characters of a body are searched for a digest. Both JSON formats put the digest before the bins
 * (docs/decisions/006-text-and-bytes.md). Without the bound, a body of 10 MB that repeats what a digest begins with
 * keeps Apache Velocity busy for half a minute; with it, for a tenth of a second at most.
 */
const DIGEST_WITHIN = 16_384;

/**
 * The 20-byte digest in Base64: `"digest"` in flat-json's metadata, an element of the array `"key"` in json, after the
 * namespace and the set (31 and 63 bytes at most). Both ends are lazy: Java 8 recurses in a greedy `.*` where narrow and
 * wide characters take turns.
 */
const DIGEST_IN_BODY = String.raw`(?s)^.*?"(?:digest"\s*:\s*|key"\s*:\s*\[[^\]]{0,200}?)"([A-Za-z0-9+/]{27}=)".*?\z`;

const choosePartitionKey = (encoding: BodyEncoding): string[] => [
  ...(encoding === "text"
    ? [
        `#if($key == "")`,
        `#set($head = $input.body)`,
        `#if($head.length() > ${DIGEST_WITHIN})#set($head = $head.substring(0, ${DIGEST_WITHIN}))#end`,
        `#set($digest = '${DIGEST_IN_BODY}')`,
        `#if($head.matches($digest))#set($key = $head.replaceAll($digest, '$1'))#end`,
        `#end`,
      ]
    : []),
  `#if($key == "")#set($key = $context.requestId)#end`,
  `#if($key.length() > ${MAX_PARTITION_KEY_LENGTH})`,
  `#set($key = $key.substring(0, ${MAX_PARTITION_KEY_LENGTH}))`,
  // The cut can halve a surrogate pair; half of one is no character.
  String.raw`#if($key.matches('(?s).*\p{Cs}'))#set($key = $key.substring(0, ${MAX_PARTITION_KEY_LENGTH - 1}))#end`,
  `#end`,
];

/** escapeJavaScript makes JSON but for `\'`, which AWS documents to undo like this. */
const ESCAPED_KEY = String.raw`$util.escapeJavaScript($key).replaceAll("\\'", "'")`;

/** What API Gateway renders of an empty body, and of a body that is this very text. */
const EMPTY = "{}";

/**
 * A body that is not printed as Data. Text: the empty one, which cannot be told from `{}`. Base64: anything else, which
 * is what the body would be if API Gateway did not take its type for binary.
 */
const UNFIT: Record<BodyEncoding, string> = {
  text: `$input.body == '${EMPTY}'`,
  base64: String.raw`!$input.body.matches('\{\}|[A-Za-z0-9+/]*={0,2}')`,
};

const DATA: Record<BodyEncoding, string> = {
  text: "$util.base64Encode($input.body)",
  base64: `#if($input.body != '${EMPTY}')$input.body#end`,
};
