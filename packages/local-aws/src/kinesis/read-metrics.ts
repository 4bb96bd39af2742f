import type { HttpResponse } from "../http-response";
import { errorTypeOf, type MeasureArgs } from "./put-metrics";
import { recordSize } from "./record-size";
import type { KinesisLayer } from "./request";
import { streamNameIn } from "./stream-name";

/** As many iterators as are remembered; AWS's live for five minutes. */
const MAX_ITERATORS = 10_000;

/** The members of an answer of GetRecords that metrics are made of. */
interface Read {
  readonly Records: readonly {
    readonly Data: string;
    readonly PartitionKey: string;
    /** Seconds. */
    readonly ApproximateArrivalTimestamp: number;
  }[];
  readonly MillisBehindLatest?: number;
  readonly NextShardIterator?: string | null;
}

/**
 * Measures GetRecords. Its requests name an iterator and mostly no stream, so the layer remembers which stream an
 * iterator reads. What a stream that nobody reads has is not documented; it has no values here
 * [assumption: unread-metric].
 * @param args the metrics and the clock
 * @returns the layer
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const measureReads =
  ({ recordOf, now }: MeasureArgs): KinesisLayer =>
  (next) => {
    const streamOf = new Map<string, string>();
    const remember = (iterator: unknown, stream: string): void => {
      if (typeof iterator !== "string") return;
      const [oldest] = streamOf.size >= MAX_ITERATORS ? streamOf.keys() : [];
      if (oldest !== undefined) streamOf.delete(oldest);
      streamOf.set(iterator, stream);
    };

    return async (request) => {
      const { action, input, region } = request;
      if (action !== "GetShardIterator" && action !== "GetRecords") return next(request);
      const startedAt = now();
      const response = await next(request);
      if (action === "GetShardIterator") {
        if (response.status === 200) remember(iteratorIn(response), streamNameIn(input));
        return response;
      }
      const stream = streamOf.get(String(input.ShardIterator));
      if (stream === undefined) return response;
      const at = now();
      const record = recordOf(region, stream);
      const isThrottled = response.status !== 200 && errorTypeOf(response) === "ProvisionedThroughputExceededException";
      record("GetRecords.Success", "Count", response.status === 200 ? 1 : 0, at);
      record("ReadProvisionedThroughputExceeded", "Count", isThrottled ? 1 : 0, at);
      record("GetRecords.Latency", "Milliseconds", at - startedAt, at);
      if (response.status !== 200) return response;
      const read = JSON.parse(response.body.toString()) as Read;
      remember(read.NextShardIterator, stream);
      record("GetRecords.Records", "Count", read.Records.length, at);
      record(
        "GetRecords.Bytes",
        "Bytes",
        read.Records.reduce((sum, each) => sum + recordSize(each), 0),
        at,
      );
      record("GetRecords.IteratorAgeMilliseconds", "Milliseconds", ageOf(read, at), at);
      return response;
    };
  };

const iteratorIn = ({ body }: HttpResponse): unknown =>
  (JSON.parse(body.toString()) as { readonly ShardIterator?: string }).ShardIterator;

/** "The difference between the current time and when the last record of the GetRecords call was written." */
function ageOf({ Records, MillisBehindLatest = 0 }: Read, at: number): number {
  const last = Records.at(-1);
  return last ? Math.max(0, at - last.ApproximateArrivalTimestamp * 1000) : MillisBehindLatest;
}
