import { AwsError } from "../errors";
import { errorResponse } from "../json-response";
import { shardFor } from "./memory/shard";
import { rateExceededMessage } from "./rate-exceeded";
import { recordSize } from "./record-size";
import type { KinesisCall, KinesisInput, KinesisLayer, KinesisRequest } from "./request";
import { streamNameIn } from "./stream-name";

/** What one shard takes. */
export interface ShardRates {
  readonly recordsPerSecond: number;
  /** Data and partition keys together. */
  readonly bytesPerSecond: number;
}

/** @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const SHARD_RATES: ShardRates = { recordsPerSecond: 1000, bytesPerSecond: 1024 * 1024 };

export interface LimitsOptions {
  /** Milliseconds from some fixed point; never goes back. */
  readonly now: () => number;
  readonly accountId: string;
  /** Asked at every record, so that it can change. @defaultValue AWS's own, {@link SHARD_RATES} */
  readonly rates?: () => ShardRates;
  /** Called for each record that a shard refuses. @defaultValue nothing is called */
  readonly onThrottled?: (shardId: string) => void;
}

/** A shard's allowance: it grows with time up to what a second brings, and may be overdrawn. */
interface Shard {
  readonly id: string;
  readonly lastHashKey: bigint;
  records: number;
  bytes: number;
  at: number;
}

/** These change which shards a stream has. */
const RESHARDING: readonly string[] = ["CreateStream", "DeleteStream", "UpdateShardCount", "UpdateStreamMode"];

/**
 * Refuses records beyond what their shard takes in a second, as a hot partition key meets it on AWS. A record passes if
 * anything of the allowance is left, and is then taken off whole: so one of 10 MiB passes and its shard is closed for ten
 * seconds, which fits AWS's words on large records as bursts [inferred; how AWS counts is not documented]
 * [assumption: shard-burst]. `PutRecords`,
 * which nothing here uses, passes uncounted.
 * @param options the clock, the account, and the rates
 * @returns a layer before the store
 */
export const createShardLimits =
  ({ now, accountId, rates = () => SHARD_RATES, onThrottled }: LimitsOptions): KinesisLayer =>
  (next) => {
    const streams = new Map<string, Promise<readonly Shard[]>>();

    const shardsOf = (request: KinesisRequest, stream: string): Promise<readonly Shard[]> => {
      const key = `${request.region}/${stream}`;
      const known = streams.get(key) ?? openShards(next, request, stream, now());
      streams.set(key, known);
      return known;
    };

    return async (request) => {
      if (RESHARDING.includes(request.action)) streams.clear();
      if (request.action !== "PutRecord") return next(request);
      const stream = streamNameIn(request.input);
      const shards = await shardsOf(request, stream);
      // The store says that there is no such stream.
      if (shards.length === 0) {
        streams.clear();
        return next(request);
      }
      const shard = shardFor(shards, String(request.input.PartitionKey), explicitHashKey(request.input));
      if (takeAllowance(shard, sizeOf(request.input), rates(), now())) return next(request);
      onThrottled?.(shard.id);
      const message = rateExceededMessage(shard.id, stream, accountId);
      return errorResponse(new AwsError("ProvisionedThroughputExceededException", message));
    };
  };

function takeAllowance(shard: Shard, bytes: number, rates: ShardRates, at: number): boolean {
  const seconds = (at - shard.at) / 1000;
  shard.records = Math.min(rates.recordsPerSecond, shard.records + seconds * rates.recordsPerSecond);
  shard.bytes = Math.min(rates.bytesPerSecond, shard.bytes + seconds * rates.bytesPerSecond);
  shard.at = at;
  if (shard.records < 1 || shard.bytes <= 0) return false;
  shard.records -= 1;
  shard.bytes -= bytes;
  return true;
}

const explicitHashKey = ({ ExplicitHashKey }: KinesisInput): string | undefined =>
  typeof ExplicitHashKey === "string" ? ExplicitHashKey : undefined;

const sizeOf = ({ Data, PartitionKey }: KinesisInput): number =>
  recordSize({ Data: String(Data), PartitionKey: String(PartitionKey) });

/** The shards that take records, each with a full allowance; none if there is no such stream. */
async function openShards(
  next: KinesisCall,
  request: KinesisRequest,
  stream: string,
  at: number,
): Promise<readonly Shard[]> {
  const input = { StreamName: stream };
  const { signal } = new AbortController();
  const response = await next({ region: request.region, action: "ListShards", input, signal });
  if (response.status !== 200) return [];
  const { Shards } = JSON.parse(response.body.toString()) as ShardList;
  return Shards.filter(({ SequenceNumberRange }) => SequenceNumberRange.EndingSequenceNumber == null)
    .map(({ ShardId, HashKeyRange }) => ({
      id: ShardId,
      lastHashKey: BigInt(HashKeyRange.EndingHashKey),
      at,
      // Full: the first record cuts it to the rates.
      records: Infinity,
      bytes: Infinity,
    }))
    .sort((one, other) => (one.lastHashKey < other.lastHashKey ? -1 : 1));
}

interface ShardList {
  readonly Shards: readonly {
    readonly ShardId: string;
    readonly HashKeyRange: { readonly EndingHashKey: string };
    /** Ended: the shard was split or merged and takes no more records. */
    readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string | null };
  }[];
}
