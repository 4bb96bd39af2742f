import type { RegionSettings } from "../../config/settings";
import { FAN_OUT_FROM } from "../shared/cost/assumptions";
import type { Line, Pricer } from "../shared/cost/line";
import { type Load, recordsPerMonth, roundUp, writtenBytes } from "../shared/cost/load";
import { extraHours, loadedStream, paidStreams } from "../shared/cost/parts";
import { HOURS_PER_MONTH, KB, MB } from "../shared/cost/units";

/** A PUT payload unit is 25 KB of one record: https://aws.amazon.com/kinesis/data-streams/pricing/ */
const PAYLOAD_UNIT = 25n * KB;

/** A stream, and the provisioned shards that it needs. */
export interface ShardedStream {
  readonly retentionHours: number;
  readonly isLoaded: boolean;
  readonly shards: bigint;
}

/**
 * The shards of the streams that the stage pays.
 * @param settings of the region
 * @param load of the region
 * @returns what the peak needs for the stream that the connectors write to, and a shard for every other one
 */
export function shardsOf(settings: RegionSettings, load: Load): readonly ShardedStream[] {
  const loaded = loadedStream(settings);
  return paidStreams(settings).streams.map((stream) => ({
    retentionHours: stream.retentionHours,
    isLoaded: stream === loaded,
    shards: stream === loaded ? shardsFor(load) : 1n,
  }));
}

/**
 * Prices the streams with provisioned shards.
 * @param settings of the region
 * @param load of the region
 * @param streams as {@link shardsOf} finds them
 * @param price prices of the region
 * @returns lines
 */
export function provisionedLines(
  settings: RegionSettings,
  load: Load,
  streams: readonly ShardedStream[],
  price: Pricer,
): readonly Line[] {
  const records = recordsPerMonth(load.recordsPerSecond);
  const units = roundUp(BigInt(load.recordBytes), PAYLOAD_UNIT) / PAYLOAD_UNIT;
  const consumers = BigInt(load.consumers);
  const isFannedOut = load.consumers >= FAN_OUT_FROM;
  const count = (isCounted: (stream: ShardedStream) => boolean): bigint =>
    streams.filter(isCounted).reduce((sum, { shards }) => sum + shards, 0n);
  return [
    ...price("shardHours", count(() => true) * HOURS_PER_MONTH),
    ...price("payloadUnits", records * units),
    ...price("shardRetention", count((stream) => extraHours(stream).extended > 0n) * HOURS_PER_MONTH),
    ...price("longRetention", records * BigInt(load.recordBytes) * extraHours(loadedStream(settings)).long),
    ...price("fanOutShardHours", isFannedOut ? count(({ isLoaded }) => isLoaded) * consumers * HOURS_PER_MONTH : 0n),
    ...price("provisionedFanOut", isFannedOut ? records * BigInt(load.recordBytes) * consumers : 0n),
  ];
}

/**
 * The shards that the peak needs: 1 MB and 1,000 records a second each, and 2 MB a second for all that share the reads.
 * @see https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
function shardsFor(load: Load): bigint {
  const writtenMB = (load.peak * writtenBytes(load)) / Number(MB);
  const readMB = load.consumers < FAN_OUT_FROM ? writtenMB * load.consumers : 0;
  return BigInt(Math.max(1, Math.ceil(Math.max(writtenMB, load.peak / 1000, readMB / 2))));
}
