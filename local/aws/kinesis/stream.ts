import { setTimeout as delay } from "node:timers/promises";
import { AwsError } from "../errors";
import type { Kinesis } from "./kinesis";
import type { KinesisInput } from "./request";
import type { StreamInputs } from "./stream-inputs";

/** A stream as DescribeStreamSummary tells of it. */
export interface StreamSummary {
  readonly StreamARN: string;
  readonly StreamStatus: string;
  readonly StreamModeDetails: { readonly StreamMode: string };
  readonly EncryptionType: string;
  readonly KeyId?: string | null;
  readonly RetentionPeriodHours: number;
  /** 1024 if absent. */
  readonly MaxRecordSizeInKiB?: number | null;
  readonly OpenShardCount: number;
  readonly EnhancedMonitoring: readonly { readonly ShardLevelMetrics: readonly string[] }[];
}

const POLL_MS = 20;

/** @throws AwsError ResourceNotFoundException */
export async function describeStream(kinesis: Kinesis, region: string, name: string): Promise<StreamSummary> {
  const answer = await kinesis.send(region, "DescribeStreamSummary", { StreamName: name });
  return answer.StreamDescriptionSummary as StreamSummary;
}

/** The name at the end of a stream's ARN. */
export function nameIn(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}

/** Makes a stream and sets what CreateStream cannot. */
export async function createStream(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  await kinesis.send(inputs.region, "CreateStream", {
    StreamName: inputs.name,
    StreamModeDetails: { StreamMode: inputs.streamModeDetails.streamMode },
    ShardCount: inputs.shardCount,
    MaxRecordSizeInKiB: inputs.maxRecordSizeInKib,
    Tags: inputs.tags,
  });
  try {
    await settled(kinesis, inputs);
    await updateStream(kinesis, inputs);
  } catch (error) {
    // The engine takes a failed create for one that made nothing.
    await kinesis.send(inputs.region, "DeleteStream", { StreamName: inputs.name });
    throw error;
  }
}

/** Brings a stream to what its inputs say, one change at a time, as AWS demands. */
export async function updateStream(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  const now = await describeStream(kinesis, inputs.region, inputs.name);
  for (const [action, input] of changesOf(now, inputs)) {
    await kinesis.send(inputs.region, action, input);
    await settled(kinesis, inputs);
  }
  await retag(kinesis, inputs);
}

function changesOf(now: StreamSummary, inputs: StreamInputs): readonly (readonly [string, KinesisInput])[] {
  const changes: (readonly [string, KinesisInput])[] = [];
  const byName = { StreamName: inputs.name };
  const byArn = { StreamARN: now.StreamARN };
  if (now.StreamModeDetails.StreamMode !== inputs.streamModeDetails.streamMode) {
    changes.push([
      "UpdateStreamMode",
      { ...byArn, StreamModeDetails: { StreamMode: inputs.streamModeDetails.streamMode } },
    ]);
  }
  if (inputs.shardCount !== undefined && inputs.shardCount !== now.OpenShardCount) {
    changes.push([
      "UpdateShardCount",
      { ...byName, TargetShardCount: inputs.shardCount, ScalingType: "UNIFORM_SCALING" },
    ]);
  }
  if (inputs.retentionPeriod !== now.RetentionPeriodHours) {
    const direction = inputs.retentionPeriod > now.RetentionPeriodHours ? "Increase" : "Decrease";
    changes.push([`${direction}StreamRetentionPeriod`, { ...byName, RetentionPeriodHours: inputs.retentionPeriod }]);
  }
  if (inputs.maxRecordSizeInKib !== (now.MaxRecordSizeInKiB ?? 1024)) {
    changes.push(["UpdateMaxRecordSize", { ...byArn, MaxRecordSizeInKiB: inputs.maxRecordSizeInKib }]);
  }
  return [...changes, ...metricChanges(now, inputs), ...encryptionChanges(now, inputs)];
}

function metricChanges(now: StreamSummary, inputs: StreamInputs): readonly (readonly [string, KinesisInput])[] {
  const present = now.EnhancedMonitoring.flatMap(({ ShardLevelMetrics }) => ShardLevelMetrics);
  const wanted: readonly string[] = inputs.shardLevelMetrics;
  const change = (action: string, metrics: readonly string[]): readonly (readonly [string, KinesisInput])[] =>
    metrics.length === 0 ? [] : [[action, { StreamName: inputs.name, ShardLevelMetrics: metrics }]];
  return [
    ...change(
      "DisableEnhancedMonitoring",
      present.filter((metric) => !wanted.includes(metric)),
    ),
    ...change(
      "EnableEnhancedMonitoring",
      wanted.filter((metric) => !present.includes(metric)),
    ),
  ];
}

function encryptionChanges(now: StreamSummary, inputs: StreamInputs): readonly (readonly [string, KinesisInput])[] {
  const key = { StreamName: inputs.name, EncryptionType: "KMS" };
  if (inputs.encryptionType === "KMS" && now.KeyId !== inputs.kmsKeyId) {
    return [["StartStreamEncryption", { ...key, KeyId: inputs.kmsKeyId }]];
  }
  return inputs.encryptionType === "NONE" && now.EncryptionType === "KMS"
    ? [["StopStreamEncryption", { ...key, KeyId: now.KeyId }]]
    : [];
}

async function retag(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  const stream = { StreamName: inputs.name };
  const answer = await kinesis.send(inputs.region, "ListTagsForStream", stream);
  const present = answer.Tags as readonly { readonly Key: string; readonly Value: string }[];
  const wanted = inputs.tags ?? {};
  const gone = present.map(({ Key }) => Key).filter((key) => !(key in wanted));
  if (gone.length > 0) {
    await kinesis.send(inputs.region, "RemoveTagsFromStream", { ...stream, TagKeys: gone });
  }
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !present.some((tag) => tag.Key === key && tag.Value === value),
  );
  if (changed.length > 0) {
    await kinesis.send(inputs.region, "AddTagsToStream", { ...stream, Tags: Object.fromEntries(changed) });
  }
}

/** Waits until AWS has carried out the last change: until then it refuses the next. */
async function settled(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    if ((await describeStream(kinesis, inputs.region, inputs.name)).StreamStatus === "ACTIVE") {
      return;
    }
    await delay(POLL_MS);
  }
  throw new AwsError("LimitExceededException", `Stream ${inputs.name} did not become ACTIVE within 5 s`);
}
