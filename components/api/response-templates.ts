/**
 * What a failure says: the name of the error and the id of the request. Kinesis' own text has ARNs and account ids, so
 * it is not passed on.
 * @param error a name such as `Throttling`, or a variable of Velocity
 * @returns JSON in Velocity
 */
export const failure = (error: string): string => `{"error": "${error}", "requestId": "$context.requestId"}`;

/** Seconds in the `Retry-After` of an answer if a later try can succeed. */
export const RETRY_AFTER_SECONDS = 1;

/**
 * Puts fields of Kinesis' answer as text into `$<name>`, empty if there is none. API Gateway fails the request if a
 * template asks for a field of a body that is not JSON. So the template asks only if the body begins and ends like an
 * object, which a cut-off body does not, or if AWS gives templates no text of the body.
 */
const fields = (expressions: Readonly<Record<string, string>>): string[] => [
  `#set($answer = "$!input.body")`,
  `#set($answer = $answer.trim())`,
  ...Object.keys(expressions).map((name) => `#set($${name} = "")`),
  `#if($answer == "" || ($answer.startsWith("{") && $answer.endsWith("}")))`,
  ...Object.entries(expressions).flatMap(([name, expression]) => [
    // A separate variable, because Velocity 1.7 keeps the old value if a field is missing.
    `#set($${name}Field = ${expression})`,
    `#set($${name} = "$!${name}Field")`,
  ]),
  `#end`,
];

/**
 * Kinesis answered 2xx: 200 with the record's place, which a reader needs to find it. A 2xx that names no record, or
 * that names an error, is a failure. The place is read as JSON, so that a number differs from a text.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export const SUCCESS_TEMPLATE = [
  ...fields({
    type: "$input.path('$.__type')",
    sequenceNumber: "$input.json('$.SequenceNumber')",
    shardId: "$input.json('$.ShardId')",
  }),
  `#if($type == "" && $sequenceNumber.matches('"(0|[1-9][0-9]{0,128})"') && $shardId.matches('"[a-zA-Z0-9_.-]{1,128}"'))`,
  `{"ShardId": $shardId, "SequenceNumber": $sequenceNumber}`,
  `#else`,
  `#set($context.responseOverride.status = 502)`,
  failure("UnexpectedAnswer"),
  `#end`,
].join("\n");

/** Kinesis' name of an error (a part of `__type`, which may have a namespace), and the status of our answer. */
interface ClientError {
  readonly type: string;
  readonly status: 400 | 429 | 502;
}

/**
 * The first match wins. 429: a later try can succeed. 502: the fault is ours, so it must count as a 5xx. 400: this
 * record can never succeed.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const CLIENT_ERRORS: readonly ClientError[] = [
  { type: "ProvisionedThroughputExceeded", status: 429 },
  { type: "KMSThrottling", status: 429 },
  { type: "LimitExceeded", status: 429 },
  { type: "Throttling", status: 429 },
  // Before AccessDenied, because it contains that word. Here the policy of the KMS key is wrong, not that of the role.
  { type: "KMSAccessDenied", status: 502 },
  { type: "AccessDenied", status: 502 },
  { type: "KMS", status: 502 },
  { type: "ResourceNotFound", status: 502 },
  { type: "ExpiredToken", status: 502 },
  { type: "UnrecognizedClient", status: 502 },
  { type: "Validation", status: 400 },
  { type: "InvalidArgument", status: 400 },
  { type: "Serialization", status: 400 },
];

/** The headers that the template sets, by status and name. */
const HEADERS: Readonly<Partial<Record<ClientError["status"], Readonly<Record<string, string>>>>> = {
  429: { "Retry-After": String(RETRY_AFTER_SECONDS) },
};

/** What a template sets in place of the status and headers of its response. */
export interface Override {
  readonly statusCode: string;
  /** Names of headers. */
  readonly headers: readonly string[];
}

/** Each status that {@link CLIENT_ERROR_TEMPLATE} can set, once. The method must declare it, and the headers with it. */
export const OVERRIDES: readonly Override[] = [...new Set(CLIENT_ERRORS.map(({ status }) => status))].map((status) => ({
  statusCode: String(status),
  headers: Object.keys(HEADERS[status] ?? {}),
}));

const answerTo = ({ type, status }: ClientError): string[] => [
  ...(status === 400 ? [] : [`#set($context.responseOverride.status = ${status})`]),
  ...Object.entries(HEADERS[status] ?? {}).map(
    ([name, value]) => `#set($context.responseOverride.header["${name}"] = "${value}")`,
  ),
  failure(type),
];

/** Kinesis answered 4xx, for throttling as well as for a bad record. The error's type decides. */
export const CLIENT_ERROR_TEMPLATE = [
  ...fields({ type: "$input.path('$.__type')" }),
  ...CLIENT_ERRORS.flatMap((error, index) => [
    `${index === 0 ? "#if" : "#elseif"}($type.contains("${error.type}"))`,
    ...answerTo(error),
  ]),
  `#else`,
  `#set($context.responseOverride.status = 502)`,
  failure("UnexpectedAnswer"),
  `#end`,
].join("\n");

/** Kinesis answered 5xx. */
export const SERVER_ERROR_TEMPLATE = failure("Unavailable");

/** The answer to any status that no pattern matches. */
export const UNEXPECTED_TEMPLATE = failure("UnexpectedAnswer");
