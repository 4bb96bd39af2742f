import type { RecordMetric } from "../cloudwatch/metrics/recorders";
import type { HttpResponse } from "../http-response";
import { recordSize } from "./record-size";
import type { KinesisInput, KinesisLayer, KinesisRequest } from "./request";
import { streamNameIn } from "./stream-name";

/** What layers that measure need. */
export interface MeasureArgs {
  /** What adds values to the metrics of a stream. */
  readonly recordOf: (region: string, stream: string) => RecordMetric;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Errors that say nothing of the stream: whether AWS counts them in `PutRecord.Success` is not documented [assumption: success-metric]. */
const NOT_OF_THE_STREAM: readonly string[] = [
  "AccessDeniedException",
  "ResourceNotFoundException",
  "UnknownOperationException",
];

const THROTTLED = "ProvisionedThroughputExceededException";

/**
 * Counts the records that the store took, whatever becomes of the answer: a connection that breaks afterwards does not
 * undo it. It stands directly before the store.
 * @param args the metrics and the clock
 * @returns the layer
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const countStoredRecords =
  ({ recordOf, now }: MeasureArgs): KinesisLayer =>
  (next) => {
    async function put(request: KinesisRequest): Promise<HttpResponse> {
      // Kinesis stores a record for which nobody waits any more, too.
      const response = await next({ ...request, signal: new AbortController().signal });
      if (response.status !== 200) return response;
      const record = recordOf(request.region, streamNameIn(request.input));
      const bytes = sizeOf(request.input);
      const at = now();
      record("IncomingRecords", "Count", 1, at);
      // Whether the partition key counts is not documented [assumption: bytes-metric]; it does against a shard's limit.
      record("IncomingBytes", "Bytes", bytes, at);
      record("PutRecord.Bytes", "Bytes", bytes, at);
      record("PutRecord.Success", "Count", 1, at);
      // "When the Maximum statistic has a value of 0, no records were being throttled": there is a value without throttling.
      record("WriteProvisionedThroughputExceeded", "Count", 0, at);
      return response;
    }
    return async (request) => {
      if (request.action !== "PutRecord") return next(request);
      request.signal.throwIfAborted();
      return untilAborted(put(request), request.signal);
    };
  };

/** Waits for an answer as long as somebody wants it. */
const untilAborted = <Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    void answer.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", onAbort);
    });
  });

/**
 * Measures how long each PutRecord took, and counts those that Kinesis refused, also by a fault or a limit. It stands
 * before all other layers. Answers that are not Kinesis' own, such as those of a broken proxy, are not counted.
 * @param args the metrics and the clock
 * @returns the layer
 */
export const countRefusedRecords =
  ({ recordOf, now }: MeasureArgs): KinesisLayer =>
  (next) =>
  async (request) => {
    if (request.action !== "PutRecord") return next(request);
    const startedAt = now();
    const response = await next(request);
    const at = now();
    const record = recordOf(request.region, streamNameIn(request.input));
    record("PutRecord.Latency", "Milliseconds", at - startedAt, at);
    const type = response.status === 200 ? undefined : errorTypeOf(response);
    if (type === undefined || NOT_OF_THE_STREAM.includes(type)) return response;
    record("PutRecord.Success", "Count", 0, at);
    record("WriteProvisionedThroughputExceeded", "Count", type === THROTTLED ? 1 : 0, at);
    return response;
  };

/**
 * The type of an error that an AWS service answers, as JSON with or without a namespace, or as one XML element.
 * @param response with another status than 200
 * @returns e.g. `ResourceNotFoundException`; undefined if the answer is none of an AWS service
 */
export function errorTypeOf({ body }: HttpResponse): string | undefined {
  const text = body.toString();
  const inJson = /"__type"\s*:\s*"(?:[^"#]*#)?(\w+)"/.exec(text);
  return (inJson ?? /^\s*<(\w+)\/>/.exec(text))?.[1];
}

const sizeOf = ({ Data, PartitionKey }: KinesisInput): number =>
  recordSize({ Data: String(Data), PartitionKey: String(PartitionKey) });
