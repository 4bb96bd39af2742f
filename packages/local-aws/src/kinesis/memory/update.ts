import { AwsError } from "../../errors";
import type { KinesisInput } from "../request";
import { createShards } from "./shard";
import type { Stream, Streams } from "./streams";

/** What a new on-demand stream has. */
const ON_DEMAND_SHARDS = 4;

/**
 * Makes a stream, which is at once ACTIVE.
 * @param streams of the account
 * @param region of the stream
 * @param input of CreateStream
 * @param now milliseconds since the epoch
 * @throws AwsError ResourceInUseException
 */
export function createStream(streams: Streams, region: string, input: KinesisInput, now: number): void {
  const name = String(input.StreamName);
  const mode = modeIn(input) ?? "PROVISIONED";
  streams.add({
    name,
    arn: streams.arnOf(region, name),
    createdAt: now,
    shards: createShards(mode === "ON_DEMAND" ? ON_DEMAND_SHARDS : Number(input.ShardCount), now),
    mode,
    retentionHours: 24,
    maxRecordKib: Number(input.MaxRecordSizeInKiB ?? 1024),
    keyId: undefined,
    tags: new Map(Object.entries((input.Tags ?? {}) as Record<string, string>)),
    shardLevelMetrics: new Set(),
  });
}

function modeIn(input: KinesisInput): Stream["mode"] | undefined {
  return (input.StreamModeDetails as { readonly StreamMode: Stream["mode"] } | undefined)?.StreamMode;
}

/**
 * Changes the capacity mode; the shards stay.
 * @param stream to change
 * @param input of UpdateStreamMode
 */
export function setMode(stream: Stream, input: KinesisInput): void {
  stream.mode = modeIn(input) ?? stream.mode;
}

/**
 * Encrypts what comes from now on.
 * @param stream to change
 * @param input of StartStreamEncryption
 */
export function startEncryption(stream: Stream, input: KinesisInput): void {
  stream.keyId = String(input.KeyId);
}

/**
 * Stores what comes from now on in clear text.
 * @param stream to change
 */
export function stopEncryption(stream: Stream): void {
  stream.keyId = undefined;
}

/**
 * Changes how large a record may be.
 * @param stream to change
 * @param input of UpdateMaxRecordSize
 * @returns the response's members
 */
export function setRecordSize(stream: Stream, input: KinesisInput): object {
  stream.maxRecordKib = Number(input.MaxRecordSizeInKiB);
  return { StreamName: stream.name, StreamARN: stream.arn, MaxRecordSizeInKiB: stream.maxRecordKib };
}

/**
 * Adds or overwrites tags.
 * @param stream to change
 * @param input of AddTagsToStream
 */
export function addTags(stream: Stream, input: KinesisInput): void {
  Object.entries(input.Tags as Record<string, string>).forEach(([key, value]) => stream.tags.set(key, value));
}

/**
 * Takes tags away.
 * @param stream to change
 * @param input of RemoveTagsFromStream
 */
export function removeTags(stream: Stream, input: KinesisInput): void {
  (input.TagKeys as readonly string[]).forEach((key) => stream.tags.delete(key));
}

/**
 * Keeps records longer.
 * @param stream to change
 * @param input of IncreaseStreamRetentionPeriod
 * @throws AwsError InvalidArgumentException
 */
export function increaseRetention(stream: Stream, input: KinesisInput): void {
  setRetention(stream, Number(input.RetentionPeriodHours), (hours) => hours >= stream.retentionHours);
}

/**
 * Keeps records for less time.
 * @param stream to change
 * @param input of DecreaseStreamRetentionPeriod
 * @throws AwsError InvalidArgumentException
 */
export function decreaseRetention(stream: Stream, input: KinesisInput): void {
  setRetention(stream, Number(input.RetentionPeriodHours), (hours) => hours <= stream.retentionHours);
}

function setRetention(stream: Stream, hours: number, inDirection: (hours: number) => boolean): void {
  if (hours < 24 || hours > 8760 || !inDirection(hours)) {
    throw new AwsError(
      "InvalidArgumentException",
      `RetentionPeriodHours ${hours} is not from 24 to 8760, or the wrong way from the present ${stream.retentionHours}`,
    );
  }
  stream.retentionHours = hours;
}

/**
 * Adds shard-level metrics.
 * @param stream to change
 * @param input of EnableEnhancedMonitoring
 * @returns the response's members
 */
export function enableMetrics(stream: Stream, input: KinesisInput): object {
  const now = [...stream.shardLevelMetrics, ...(input.ShardLevelMetrics as readonly string[])];
  return setMetrics(stream, new Set(now));
}

/**
 * Takes shard-level metrics away.
 * @param stream to change
 * @param input of DisableEnhancedMonitoring
 * @returns the response's members
 */
export function disableMetrics(stream: Stream, input: KinesisInput): object {
  const gone = new Set(input.ShardLevelMetrics as readonly string[]);
  return setMetrics(stream, new Set([...stream.shardLevelMetrics].filter((metric) => !gone.has(metric))));
}

function setMetrics(stream: Stream, metrics: ReadonlySet<string>): object {
  const before = [...stream.shardLevelMetrics];
  stream.shardLevelMetrics = metrics;
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    CurrentShardLevelMetrics: before,
    DesiredShardLevelMetrics: [...metrics],
  };
}
