import { AwsError } from "../../errors";
import { recordSize } from "../record-size";
import type { KinesisInput } from "../request";
import { indexOf, sequenceNumberOf, type Shard, shardFor } from "./shard";
import type { Stream, Streams } from "./streams";

/** AWS ends an answer of GetRecords before it grows past 10 MB. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const MAX_RECORDS = 10_000;
const ITERATOR_LIFE_MS = 5 * 60 * 1000;

/** What a shard iterator says; callers see it as an opaque text. */
interface IteratorPosition {
  readonly stream: string;
  readonly shard: string;
  readonly index: number;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

type Entry = Readonly<{ Data: string; PartitionKey: string; ExplicitHashKey?: string }>;

/**
 * Stores one record.
 * @param stream that takes the record
 * @param input of PutRecord
 * @param now milliseconds since the epoch
 * @returns the response's members
 * @throws AwsError InvalidArgumentException for a record above the stream's limit
 */
export function putRecord(stream: Stream, input: KinesisInput, now: number): object {
  const { ShardId, SequenceNumber } = put(stream, input as Entry, now);
  return { ShardId, SequenceNumber, ...(stream.keyId === undefined ? {} : { EncryptionType: "KMS" }) };
}

/**
 * Stores up to 500 records.
 * @param stream that takes the records
 * @param input of PutRecords
 * @param now milliseconds since the epoch
 * @returns the response's members
 * @throws AwsError InvalidArgumentException for a record above the stream's limit
 */
export function putRecords(stream: Stream, input: KinesisInput, now: number): object {
  const records = (input.Records as readonly Entry[]).map((entry) => put(stream, entry, now));
  return { FailedRecordCount: 0, Records: records, EncryptionType: stream.keyId === undefined ? "NONE" : "KMS" };
}

function put(stream: Stream, entry: Entry, now: number): { readonly ShardId: string; readonly SequenceNumber: string } {
  const size = recordSize(entry);
  if (size > stream.maxRecordKib * 1024) {
    throw new AwsError(
      "InvalidArgumentException",
      `The record's ${size} bytes are more than the stream's MaxRecordSizeInKiB of ${stream.maxRecordKib}`,
    );
  }
  const data = Buffer.from(entry.Data, "base64");
  const shard = shardFor(stream.shards, entry.PartitionKey, entry.ExplicitHashKey);
  shard.records.append({ partitionKey: entry.PartitionKey, data, arrival: now });
  return { ShardId: shard.id, SequenceNumber: sequenceNumberOf(shard, shard.records.length - 1) };
}

/**
 * Makes an iterator: where to begin to read a shard.
 * @param stream to read
 * @param input of GetShardIterator
 * @param now milliseconds since the epoch
 * @returns the response's members
 * @throws AwsError ResourceNotFoundException or InvalidArgumentException
 */
export function getShardIterator(stream: Stream, input: KinesisInput, now: number): object {
  const shard = stream.shards.find(({ id }) => id === input.ShardId);
  if (shard === undefined) {
    throw new AwsError(
      "ResourceNotFoundException",
      `Shard ${String(input.ShardId)} in stream ${stream.name} does not exist`,
    );
  }
  return { ShardIterator: encodeIterator(stream, shard, startOf(shard, input), now) };
}

function startOf(shard: Shard, input: KinesisInput): number {
  const offset = (): number => indexOf(shard, String(input.StartingSequenceNumber));
  switch (input.ShardIteratorType) {
    case "LATEST":
      return shard.records.length;
    case "AT_SEQUENCE_NUMBER":
      return Math.max(0, offset());
    case "AFTER_SEQUENCE_NUMBER":
      return offset() + 1;
    case "AT_TIMESTAMP":
      return shard.records.firstSince(Number(input.Timestamp) * 1000);
    default:
      return 0;
  }
}

function encodeIterator(stream: Stream, shard: Shard, index: number, now: number): string {
  const position: IteratorPosition = { stream: stream.name, shard: shard.id, index, expires: now + ITERATOR_LIFE_MS };
  return Buffer.from(JSON.stringify(position)).toString("base64");
}

/**
 * Reads a shard from an iterator on.
 * @param streams of the account
 * @param region of the request
 * @param input of GetRecords
 * @param now milliseconds since the epoch
 * @returns the response's members
 * @throws AwsError ExpiredIteratorException, InvalidArgumentException or ResourceNotFoundException
 */
export function getRecords(streams: Streams, region: string, input: KinesisInput, now: number): object {
  const position = decodeIterator(String(input.ShardIterator));
  if (position.expires < now) {
    throw new AwsError("ExpiredIteratorException", "Iterator expired: it is older than 5 minutes.");
  }
  const stream = streams.find(region, { StreamName: position.stream });
  const shard = stream.shards.find(({ id }) => id === position.shard);
  if (shard === undefined) {
    throw invalidIteratorError();
  }
  const records = read(shard, position.index, Number(input.Limit ?? MAX_RECORDS), stream.keyId);
  const next = position.index + records.length;
  const behind = next < shard.records.length ? now - shard.records.at(next).arrival : 0;
  return {
    Records: records,
    NextShardIterator: encodeIterator(stream, shard, next, now),
    MillisBehindLatest: Math.max(0, behind),
  };
}

function read(shard: Shard, from: number, limit: number, keyId: string | undefined): readonly object[] {
  const records: object[] = [];
  const end = Math.min(shard.records.length, from + limit);
  let bytes = 0;
  for (let index = from; index < end; index += 1) {
    const record = shard.records.at(index);
    bytes += record.data.length;
    if (bytes > MAX_ANSWER_BYTES && records.length > 0) {
      break;
    }
    records.push({
      SequenceNumber: sequenceNumberOf(shard, index),
      ApproximateArrivalTimestamp: record.arrival / 1000,
      Data: record.data.toString("base64"),
      PartitionKey: record.partitionKey,
      EncryptionType: keyId === undefined ? "NONE" : "KMS",
    });
  }
  return records;
}

function decodeIterator(text: string): IteratorPosition {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString()) as IteratorPosition;
  } catch {
    throw invalidIteratorError();
  }
}

function invalidIteratorError(): AwsError {
  return new AwsError("InvalidArgumentException", "Invalid ShardIterator.");
}
