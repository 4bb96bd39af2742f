import { hash } from "node:crypto";

import { AwsError } from "../../errors";
import { RecordLog } from "./record-log";

/** A shard: the records whose partition key's MD5 hash falls into its range. */
export interface Shard {
  /** e.g. `shardId-000000000002` */
  readonly id: string;
  readonly firstHashKey: bigint;
  readonly lastHashKey: bigint;
  /** What all its sequence numbers begin with: they are 56 digits long and grow. */
  readonly sequencePrefix: string;
  readonly records: RecordLog;
}

const HASH_KEYS = 2n ** 128n;
const COUNT_DIGITS = 20;

/**
 * Makes shards that divide the hash keys evenly among them.
 * @param count at least 1
 * @param createdAt milliseconds since the epoch; sequence numbers begin with it
 * @returns empty shards, by hash key
 */
export function createShards(count: number, createdAt: number): readonly Shard[] {
  const width = HASH_KEYS / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    id: `shardId-${String(index).padStart(12, "0")}`,
    firstHashKey: width * BigInt(index),
    lastHashKey: index === count - 1 ? HASH_KEYS - 1n : width * BigInt(index + 1) - 1n,
    sequencePrefix: `49${String(createdAt).padStart(15, "0")}${String(index).padStart(19, "0")}`,
    records: new RecordLog(),
  }));
}

/**
 * The shard of a record.
 * @param shards of the stream, by hash key
 * @param partitionKey of the record
 * @param explicitHashKey replaces the partition key's MD5 hash
 * @returns the shard
 * @throws AwsError InvalidArgumentException for a hash key above 2^128-1
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export function shardFor<S extends Pick<Shard, "lastHashKey">>(
  shards: readonly S[],
  partitionKey: string,
  explicitHashKey?: string,
): S {
  const key = explicitHashKey === undefined ? BigInt(`0x${hash("md5", partitionKey, "hex")}`) : BigInt(explicitHashKey);
  const shard = shards.find((candidate) => key <= candidate.lastHashKey);
  if (shard === undefined) {
    throw new AwsError(
      "InvalidArgumentException",
      "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1].",
    );
  }
  return shard;
}

/**
 * The sequence number of the record at this index; a shard itself starts one before its first record.
 * @param shard of the record
 * @param index from 0; -1 for the shard's own start
 * @returns 56 digits
 */
export function sequenceNumberOf(shard: Shard, index: number): string {
  return shard.sequencePrefix + String(index + 1).padStart(COUNT_DIGITS, "0");
}

/**
 * The index of the record with this sequence number; -1 for the shard's own start.
 * @param shard that gave the number
 * @param sequenceNumber 56 digits
 * @returns the index from 0
 * @throws AwsError InvalidArgumentException if the shard never gave that number
 */
export function indexOf(shard: Shard, sequenceNumber: string): number {
  const index = Number(sequenceNumber.slice(shard.sequencePrefix.length)) - 1;
  const known = sequenceNumber.startsWith(shard.sequencePrefix) && index >= -1 && index < shard.records.length;
  if (!known || sequenceNumber.length !== shard.sequencePrefix.length + COUNT_DIGITS) {
    throw new AwsError(
      "InvalidArgumentException",
      `Invalid StartingSequenceNumber ${sequenceNumber} for shard ${shard.id}`,
    );
  }
  return index;
}
