/** Something that AWS does not document and that the local AWS cannot do in another way. */
interface FixedAssumption {
  /** What the local AWS does. */
  readonly chosen: string;
  /** Why it has no other value. */
  readonly reason: string;
}

const NO_RECORD = "It decides what is counted or logged. No answer and no record depends on it.";
const NOT_USED = "The program does not use it.";

/** What cannot be turned, by name, so that the list of what is assumed is whole. */
export const FIXED_ASSUMPTIONS = {
  "too-large-error-type": {
    chosen: "The header x-amzn-ErrorType of REQUEST_TOO_LARGE is RequestTooLargeException.",
    reason: "Nobody reads it: the status and the body say the same.",
  },
  "unlisted-model-type": {
    chosen: "A request validator passes a body of a type without a model.",
    reason: `${NOT_USED} No method has a validator.`,
  },
  "informational-status": {
    chosen: "An override of the status to 1xx is answered 500.",
    reason: `${NOT_USED} Its templates set 429 and 502 alone.`,
  },
  "plan-rate-zero": {
    chosen: "A usage plan with a rate or burst of 0 is refused.",
    reason: `${NOT_USED} Its settings refuse 0, too.`,
  },
  "error-namespace": {
    chosen: "Errors of Kinesis may have the namespace com.amazonaws.kinesis.v20131202 before their type.",
    reason: "Every test of answers tries both, so no value is left.",
  },
  "shard-burst": {
    chosen: "A shard takes what is above its rate from the next seconds.",
    reason: "It moves only the moment of a throttle, after which the connector sends again.",
  },
  "refused-execution-log": {
    chosen: "The execution log has nothing of requests that API Gateway refuses itself.",
    reason: NO_RECORD,
  },
  "access-log-values": {
    chosen: "An access log line is written when the answer is ready, escaped as JSON; what has no value is `-`.",
    reason: NO_RECORD,
  },
  "asked-trace": {
    chosen: "No request is traced, whatever its header X-Amzn-Trace-Id asks for.",
    reason: "Traces are not modelled, and no connector sends the header.",
  },
  "topic-key": {
    chosen: "A topic whose KMS key does not exist is refused.",
    reason: "The program makes the key itself; a topic of somebody else is not checked.",
  },
  "missing-property": {
    chosen: "A filter's comparison with a property that is not there matches nothing.",
    reason: NO_RECORD,
  },
  "alarm-range": {
    chosen: "An alarm looks at two periods more than its evaluation periods.",
    reason: NO_RECORD,
  },
  "anomaly-minimum": {
    chosen: "A band needs a few values before it judges.",
    reason: NO_RECORD,
  },
  percentile: {
    chosen: "A percentile is the nearest rank.",
    reason: NO_RECORD,
  },
  "operator-order": {
    chosen: "Operators of metric math bind as usual.",
    reason: NO_RECORD,
  },
  "success-metric": {
    chosen: "PutRecord.Success counts no AccessDenied and no ResourceNotFound.",
    reason: NO_RECORD,
  },
  "bytes-metric": {
    chosen: "PutRecord.Bytes counts the data without the partition key.",
    reason: NO_RECORD,
  },
  "unread-metric": {
    chosen: "A stream that nobody reads has no value of its readers' age.",
    reason: NO_RECORD,
  },
} as const satisfies Readonly<Record<string, FixedAssumption>>;
