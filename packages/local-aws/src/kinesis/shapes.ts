/** What a member of a Kinesis request may be. Lengths count characters, bytes or entries. */
export type Shape = Constraint &
  (
    | { readonly kind: "string"; readonly pattern?: RegExp; readonly values?: readonly string[] }
    | { readonly kind: "blob" | "integer" | "boolean" | "timestamp" }
    | { readonly kind: "map" | "list"; readonly of: Shape }
    | Structure
  );

interface Constraint {
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
}

/** The members of a request or of a part of one. */
export interface Structure {
  readonly kind: "structure";
  readonly members: Readonly<Record<string, Shape>>;
}

const name: Shape = { kind: "string", min: 1, max: 128, pattern: /^[a-zA-Z0-9_.-]+$/ };
const arn: Shape = { kind: "string", min: 1, max: 2048, pattern: /^arn:aws.*:kinesis:.*:\d{12}:\S*stream\/\S+$/ };
const data: Shape = { kind: "blob", max: 10 * 1024 * 1024, required: true };
const partitionKey: Shape = { kind: "string", min: 1, max: 256, required: true };
const hashKey: Shape = { kind: "string", pattern: /^(0|[1-9]\d{0,38})$/ };
const sequenceNumber: Shape = { kind: "string", pattern: /^(0|[1-9]\d{0,128})$/ };
const hours: Shape = { kind: "integer", required: true };
const keyId: Shape = { kind: "string", min: 1, max: 2048, required: true };
const encryption: Shape = { kind: "string", values: ["NONE", "KMS"], required: true };
const recordSize: Shape = { kind: "integer", min: 1024, max: 10_240 };
const tag: Shape = { kind: "string", max: 256 };
const tags: Shape = { kind: "map", of: tag, max: 200 };
const metrics: Shape = { kind: "list", of: { kind: "string" }, min: 1, max: 7, required: true };
const mode: Shape = {
  kind: "structure",
  members: { StreamMode: { kind: "string", values: ["PROVISIONED", "ON_DEMAND"], required: true } },
};

const stream = { StreamName: name, StreamARN: arn };
const streamArn = { StreamARN: { ...arn, required: true } } as const;
const record: Shape = {
  kind: "structure",
  members: { Data: data, PartitionKey: partitionKey, ExplicitHashKey: hashKey },
};

/** The members of every action that the local AWS takes, with their constraints in the Kinesis API reference. */
const ACTIONS: Readonly<Record<string, Structure["members"]>> = {
  PutRecord: {
    ...stream,
    Data: data,
    PartitionKey: partitionKey,
    ExplicitHashKey: hashKey,
    SequenceNumberForOrdering: sequenceNumber,
  },
  PutRecords: { ...stream, Records: { kind: "list", of: record, min: 1, max: 500, required: true } },
  GetShardIterator: {
    ...stream,
    ShardId: { ...name, required: true },
    ShardIteratorType: {
      kind: "string",
      values: ["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"],
      required: true,
    },
    StartingSequenceNumber: sequenceNumber,
    Timestamp: { kind: "timestamp" },
  },
  GetRecords: {
    StreamARN: arn,
    ShardIterator: { kind: "string", min: 1, max: 512, required: true },
    Limit: { kind: "integer", min: 1, max: 10_000 },
  },
  ListShards: { ...stream, MaxResults: { kind: "integer", min: 1, max: 10_000 } },
  ListStreams: { Limit: { kind: "integer", min: 1, max: 10_000 }, ExclusiveStartStreamName: name },
  DescribeStream: { ...stream, Limit: { kind: "integer", min: 1, max: 10_000 }, ExclusiveStartShardId: name },
  DescribeStreamSummary: stream,
  CreateStream: {
    StreamName: { ...name, required: true },
    ShardCount: { kind: "integer", min: 1 },
    StreamModeDetails: mode,
    MaxRecordSizeInKiB: recordSize,
    Tags: tags,
  },
  DeleteStream: { ...stream, EnforceConsumerDeletion: { kind: "boolean" } },
  IncreaseStreamRetentionPeriod: { ...stream, RetentionPeriodHours: hours },
  DecreaseStreamRetentionPeriod: { ...stream, RetentionPeriodHours: hours },
  StartStreamEncryption: { ...stream, EncryptionType: encryption, KeyId: keyId },
  StopStreamEncryption: { ...stream, EncryptionType: encryption, KeyId: keyId },
  UpdateStreamMode: { ...streamArn, StreamModeDetails: { ...mode, required: true } },
  UpdateMaxRecordSize: { ...streamArn, MaxRecordSizeInKiB: { ...recordSize, required: true } },
  UpdateShardCount: {
    ...stream,
    TargetShardCount: { kind: "integer", min: 1, required: true },
    ScalingType: { kind: "string", values: ["UNIFORM_SCALING"], required: true },
  },
  EnableEnhancedMonitoring: { ...stream, ShardLevelMetrics: metrics },
  DisableEnhancedMonitoring: { ...stream, ShardLevelMetrics: metrics },
  AddTagsToStream: { ...stream, Tags: { ...tags, min: 1, required: true } },
  RemoveTagsFromStream: { ...stream, TagKeys: { kind: "list", of: tag, min: 1, max: 50, required: true } },
  ListTagsForStream: { ...stream, Limit: { kind: "integer", min: 1, max: 50 }, ExclusiveStartTagKey: tag },
};

/**
 * The request of an action, or undefined if the local AWS does not take that action.
 * @param action e.g. `PutRecord`
 * @returns the members that it takes
 */
export function shapeOf(action: string): Structure | undefined {
  const members = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  return members === undefined ? undefined : { kind: "structure", members };
}
