import type { StreamInputs } from "./inputs/stream";
import type { KinesisInput } from "./request";

/** A stream as DescribeStreamSummary describes it. */
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

/** A tag as ListTagsForStream lists it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A call that changes a stream. */
export type UpdateCall = readonly [action: string, input: KinesisInput];

/**
 * The calls that make a stream as its inputs say, in the order in which AWS takes them.
 * @param now the stream as it is
 * @param tags the tags that it has
 * @param inputs what it shall be
 * @returns the calls; none if nothing differs
 */
export function updateCallsOf(now: StreamSummary, tags: readonly Tag[], inputs: StreamInputs): readonly UpdateCall[] {
  const { name: StreamName, retentionPeriod, maxRecordSizeInKib, shardCount, kmsKeyId } = inputs;
  const byName = { StreamName };
  const byArn = { StreamARN: now.StreamARN };
  const retention = { ...byName, RetentionPeriodHours: retentionPeriod };
  const key = { ...byName, EncryptionType: "KMS" };
  const encrypted = inputs.encryptionType === "KMS";

  const metrics = now.EnhancedMonitoring.flatMap(({ ShardLevelMetrics }) => ShardLevelMetrics);
  const [lostMetrics, newMetrics] = [
    exclude(metrics, inputs.shardLevelMetrics),
    exclude(inputs.shardLevelMetrics, metrics),
  ];
  const wantedTags = Object.entries(inputs.tags ?? {});
  const lostTags = exclude(
    tags.map(({ Key }) => Key),
    Object.keys(inputs.tags ?? {}),
  );
  const newTags = wantedTags.filter(([key, value]) => !tags.some(({ Key, Value }) => Key === key && Value === value));

  const possible: readonly (readonly [needed: boolean, ...UpdateCall])[] = [
    [
      now.StreamModeDetails.StreamMode !== inputs.streamModeDetails.streamMode,
      "UpdateStreamMode",
      { ...byArn, StreamModeDetails: { StreamMode: inputs.streamModeDetails.streamMode } },
    ],
    [
      shardCount !== undefined && shardCount !== now.OpenShardCount,
      "UpdateShardCount",
      { ...byName, TargetShardCount: shardCount, ScalingType: "UNIFORM_SCALING" },
    ],
    [retentionPeriod > now.RetentionPeriodHours, "IncreaseStreamRetentionPeriod", retention],
    [retentionPeriod < now.RetentionPeriodHours, "DecreaseStreamRetentionPeriod", retention],
    [
      maxRecordSizeInKib !== (now.MaxRecordSizeInKiB ?? 1024),
      "UpdateMaxRecordSize",
      { ...byArn, MaxRecordSizeInKiB: maxRecordSizeInKib },
    ],
    [lostMetrics.length > 0, "DisableEnhancedMonitoring", { ...byName, ShardLevelMetrics: lostMetrics }],
    [newMetrics.length > 0, "EnableEnhancedMonitoring", { ...byName, ShardLevelMetrics: newMetrics }],
    [encrypted && now.KeyId !== kmsKeyId, "StartStreamEncryption", { ...key, KeyId: kmsKeyId }],
    [!encrypted && now.EncryptionType === "KMS", "StopStreamEncryption", { ...key, KeyId: now.KeyId }],
    [lostTags.length > 0, "RemoveTagsFromStream", { ...byName, TagKeys: lostTags }],
    [newTags.length > 0, "AddTagsToStream", { ...byName, Tags: Object.fromEntries(newTags) }],
  ];
  return possible.filter(([needed]) => needed).map(([, action, input]) => [action, input]);
}

function exclude(values: readonly string[], others: readonly string[]): readonly string[] {
  return values.filter((value) => !others.includes(value));
}
