import { sequenceNumberOf } from "./shard";
import type { Stream, Streams } from "./streams";

/**
 * The properties of a stream, without its shards.
 * @param stream to describe
 * @returns the response's members
 */
export function describeStreamSummary(stream: Stream): object {
  return {
    StreamDescriptionSummary: {
      ...describe(stream),
      OpenShardCount: stream.shards.length,
      ConsumerCount: 0,
    },
  };
}

/**
 * The properties of a stream with its shards.
 * @param stream to describe
 * @returns the response's members
 */
export function describeStream(stream: Stream): object {
  return { StreamDescription: { ...describe(stream), HasMoreShards: false, ...listShards(stream) } };
}

function describe(stream: Stream): object {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: stream.mode },
    StreamCreationTimestamp: stream.createdAt / 1000,
    RetentionPeriodHours: stream.retentionHours,
    MaxRecordSizeInKiB: stream.maxRecordKib,
    EncryptionType: stream.keyId === undefined ? "NONE" : "KMS",
    ...(stream.keyId === undefined ? {} : { KeyId: stream.keyId }),
    EnhancedMonitoring: [{ ShardLevelMetrics: [...stream.shardLevelMetrics] }],
  };
}

/**
 * The shards of a stream.
 * @param stream to describe
 * @returns the response's members
 */
export function listShards(stream: Stream): { readonly Shards: readonly object[] } {
  return {
    Shards: stream.shards.map((shard) => ({
      ShardId: shard.id,
      HashKeyRange: { StartingHashKey: String(shard.firstHashKey), EndingHashKey: String(shard.lastHashKey) },
      SequenceNumberRange: { StartingSequenceNumber: sequenceNumberOf(shard, -1) },
    })),
  };
}

/**
 * The names of a region's streams.
 * @param streams of the account
 * @param region of the request
 * @returns the response's members
 */
export function listStreams(streams: Streams, region: string): object {
  const names = streams.in(region).map(({ name }) => name);
  return { StreamNames: names, HasMoreStreams: false };
}

/**
 * The tags of a stream.
 * @param stream to describe
 * @returns the response's members
 */
export function listTags(stream: Stream): object {
  return { Tags: [...stream.tags].map(([Key, Value]) => ({ Key, Value })), HasMoreTags: false };
}
