import { BINARY_TYPES, TEXT_TYPES } from "./media-types";

/** How the body reaches the template: as text, or as Base64 if its type is one of the binary media types. */
export type BodyEncoding = "text" | "base64";

/** ARNs of streams in another account, by their names. */
export type ForeignArns = Readonly<Record<string, string>>;

/** The most characters that Kinesis takes as a partition key. */
const MAX_PARTITION_KEY_LENGTH = 256;

/**
 * The request template of `PutRecord` in Velocity. Whatever a client sends, the template renders either one record for
 * one of the given streams, or a request that Kinesis cannot read as a PutRecord. Kinesis answers 400 to the latter.
 *
 * - StreamName: the `streamname` header if it is one of our streams, printed from our own text. Without the header, the
 *   only stream. Kinesis looks for a name in the account of the role. So a stream of another account is named by its
 *   StreamARN.
 * - PartitionKey: the `aerospike-digest` header. Without it, the digest in the body, or else the request's id. A record
 *   without a key would always be refused, and would stall its Aerospike partition.
 * - Data: Base64 of the body. A body that would not be stored as it was sent is refused: a compressed body, a body that
 *   should be Base64 and is not, an empty text, and a body of another type than those that have this template.
 *
 * It reads no query string.
 * @param streamNames at least one; letters, digits, `_`, `.` and `-` only
 * @param encoding how the body reaches the template
 * @param foreignArns the ARNs of those streams that are in another account
 * @returns Velocity
 * @see https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html
 */
export const putRecordTemplate = (
  streamNames: readonly string[],
  encoding: BodyEncoding,
  foreignArns: ForeignArns = {},
): string =>
  [
    ...readHeaders(encoding),
    ...chooseStream(streamNames),
    `#if($stream == "" || $isUnfit || ${UNFIT[encoding]})`,
    // A structure in place of a string. Kinesis refuses it while it reads the request, before it checks permissions.
    `{"StreamName": {}}`,
    `#else`,
    ...choosePartitionKey(encoding),
    `{${nameStream(streamNames, foreignArns)}, "PartitionKey": "${ESCAPED_KEY}", "Data": "${DATA[encoding]}"}`,
    `#end`,
  ].join("\n");

/** The member that names the stream. Its own name is text of ours, never a value. */
function nameStream(streamNames: readonly string[], foreignArns: ForeignArns): string {
  const foreign = streamNames.filter((name) => foreignArns[name] !== undefined);
  const byArn = (name: string): string => `"StreamARN": "${String(foreignArns[name])}"`;
  const last = foreign.length === streamNames.length ? foreign.pop() : undefined;
  const otherwise = last === undefined ? `"StreamName": "$stream"` : byArn(last);
  if (foreign.length === 0) return otherwise;
  const choices = foreign.map(
    (name, index) => `${index === 0 ? "#if" : "#elseif"}($stream == '${name}')${byArn(name)}`,
  );
  return `${choices.join("")}#else${otherwise}#end`;
}

/**
 * Headers by name, in any case. It is not known whether `$input.params("name")` on AWS depends on case
 * [assumption: header-case], and a `Content-Encoding` must not be missed. API Gateway documents that it decompresses a
 * body before the template sees it. It does not say whether the header stays [assumption: content-encoding]. If the
 * header is still there, the body may still be compressed.
 *
 * A `Content-Type` of the same type is compared once more. If API Gateway sets parameters or case aside when it looks for the template
 * [assumption: content-type-parameters] [assumption: content-type-case], a text in another charset, or bytes that API
 * Gateway does not take as binary, would reach this template and be stored with other bytes than were sent.
 */
const readHeaders = (encoding: BodyEncoding): string[] => [
  `#set($requested = "")#set($key = "")#set($isUnfit = false)`,
  `#set($headers = $input.params().header)`,
  `#foreach($header in $headers.keySet())`,
  `#set($name = $header.toLowerCase())`,
  `#if($name == 'streamname')#set($requested = $headers.get($header))`,
  `#elseif($name == 'aerospike-digest')#set($key = $headers.get($header))`,
  `#elseif($name == 'content-encoding')`,
  `#if(!$headers.get($header).toLowerCase().matches('(identity)?'))#set($isUnfit = true)#end`,
  `#elseif($name == 'content-type')`,
  `#set($type = $headers.get($header))`,
  `#if($type.toLowerCase().matches('${otherForms(encoding)}') && !$type.matches('${TYPES[encoding].join("|")}'))`,
  `#set($isUnfit = true)`,
  `#end`,
  `#end`,
  `#end`,
];

/** Types that have the template. None has a character that means something else in a regular expression. */
const TYPES: Record<BodyEncoding, readonly string[]> = { text: TEXT_TYPES, base64: BINARY_TYPES };

/** The same types with any parameters. */
const otherForms = (encoding: BodyEncoding): string =>
  `(${[...new Set(TYPES[encoding].map((type) => type.split(";")[0]))].join("|")})${String.raw`(\W.*)?`}`;

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
 * (docs/decisions/006-text-and-bytes.md). Without this limit, a body of 10 MB that repeats the beginning of a digest
 * keeps Apache Velocity busy for half a minute. With it, the search takes at most a tenth of a second.
 */
const DIGEST_WITHIN = 16_384;

/**
 * The 20-byte digest in Base64: `"digest"` in flat-json's metadata, an element of the array `"key"` in json, after the
 * namespace and the set (31 and 63 bytes at most). Both ends are lazy: in Java 8 a greedy `.*` recurses on text that
 * mixes narrow and wide characters.
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
  // The cut can split a surrogate pair. Half a pair is not a character.
  String.raw`#if($key.matches('(?s).*\p{Cs}'))#set($key = $key.substring(0, ${MAX_PARTITION_KEY_LENGTH - 1}))#end`,
  `#end`,
];

/** The result of escapeJavaScript is JSON, except for `\'`. AWS documents this way to undo it. */
const ESCAPED_KEY = String.raw`$util.escapeJavaScript($key).replaceAll("\\'", "'")`;

/** What API Gateway gives a template for a body that is this text, and by default for an empty one [assumption: empty-body]. */
const EMPTY = "{}";

/**
 * Whether a body must not be stored. As text: the empty body, because it looks the same as `{}`. As Base64: everything
 * that is not Base64, which comes if API Gateway does not take the type as binary [assumption: binary-payload].
 */
const UNFIT: Record<BodyEncoding, string> = {
  text: `$input.body == '' || $input.body == '${EMPTY}'`,
  base64: String.raw`!$input.body.matches('\{\}|[A-Za-z0-9+/]*={0,2}')`,
};

const DATA: Record<BodyEncoding, string> = {
  text: "$util.base64Encode($input.body)",
  base64: `#if($input.body != '${EMPTY}')$input.body#end`,
};
