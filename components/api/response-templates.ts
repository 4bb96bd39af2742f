/** What a failure says: an error's name and the request's id, never Kinesis' own text with its ARNs and accounts. */
export const failure = (error: string): string => `{"error": "${error}", "requestId": "$context.requestId"}`;

/** Seconds in the `Retry-After` of an answer that a later try can mend. */
export const RETRY_AFTER_SECONDS = 1;

/**
 * Fields of Kinesis' answer as text in `$<name>`, empty where there is none. API Gateway fails the request where it is
 * asked for a field of a body that is not JSON, so it is asked only where the body begins and ends as an object, which
 * one that was cut short does not, or where AWS hands templates no body text.
 */
const fields = (expressions: Readonly<Record<string, string>>): string[] => [
  `#set($answer = "$!input.body")`,
  `#set($answer = $answer.trim())`,
  ...Object.keys(expressions).map((name) => `#set($${name} = "")`),
  `#if($answer == "" || ($answer.startsWith("{") && $answer.endsWith("}")))`,
  ...Object.entries(expressions).flatMap(([name, expression]) => [
    // A variable of its own: Velocity 1.7 keeps the old value where a field is missing.
    `#set($${name}Field = ${expression})`,
    `#set($${name} = "$!${name}Field")`,
  ]),
  `#end`,
];

/**
 * Kinesis answered 2xx: 200 with the record's place, which a reader needs to look it up. A 2xx that names no record, or
 * an error, is not taken as one. The place is read as JSON, so that a number is told from a text.
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

/** What Kinesis calls an error (a part of `__type`, which may carry a namespace) and the status that we make of it. */
interface ClientError {
  readonly type: string;
  readonly status: 400 | 429 | 502;
}

/**
 * First match wins. 429: a later try can succeed. 502: our side is at fault, so it must show among the 5xx. 400: this
 * record can never succeed.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const CLIENT_ERRORS: readonly ClientError[] = [
  { type: "ProvisionedThroughputExceeded", status: 429 },
  { type: "KMSThrottling", status: 429 },
  { type: "LimitExceeded", status: 429 },
  { type: "Throttling", status: 429 },
  // Before AccessDenied, which it contains: the key's policy is to be looked at, not the role's.
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

/** Kinesis answered 4xx, which is throttling as well as a bad record: the error's type decides. */
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

/** Anything that no pattern matched. */
export const UNEXPECTED_TEMPLATE = failure("UnexpectedAnswer");
