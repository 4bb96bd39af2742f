/** What a template sees, by the last segment of the probe's path. Any other segment shows itself. */
const SEEN = {
  body: "$input.body",
  "json-path": `$input.path("$.a")`,
  "json-text": `$input.json("$.a")`,
  "header-sent": `$input.params("CONFORMANCE-Probe")`,
  "header-other": `$input.params("Conformance-probe")`,
  "header-lower": `$input.params("conformance-probe")`,
  "length-sent": `$input.params("Content-Length")`,
  "length-lower": `$input.params("content-length")`,
} as const;

/** The name of the path's parameter. */
export const PARAMETER = "probe";

const [first, ...others] = Object.entries(SEEN).map(
  ([name, expression]) => `($probe == '${name}')#set($seen = ${expression})`,
);

/**
 * The template of a request: a record with what the template sees.
 * @param streamName of the stream that gets it
 * @returns Velocity
 */
export const requestTemplate = (streamName: string): string =>
  [
    `#set($probe = $input.params("${PARAMETER}"))`,
    `#if${String(first)}`,
    ...others.map((choice) => `#elseif${choice}`),
    `#else#set($seen = $probe)#end`,
    `{"StreamName": "${streamName}", "PartitionKey": "probe", "Data": "$util.base64Encode($seen)"}`,
  ].join("\n");

/** The template of an answer: where the record is, and the body of Kinesis's answer as far as a template sees it. */
export const ANSWER_TEMPLATE = `{"ShardId": $input.json("$.ShardId"), "SequenceNumber": $input.json("$.SequenceNumber"), "body": "$util.base64Encode($input.body)"}`;
