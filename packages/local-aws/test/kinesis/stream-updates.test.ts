import assert from "node:assert/strict";

import { StreamInputs } from "../../src/kinesis/inputs/stream";
import { updateCallsOf } from "../../src/kinesis/stream-updates";

const ARN = "arn:aws:kinesis:ap-south-1:123456789012:stream/orders";

const given = {
  name: "orders",
  region: "ap-south-1",
  streamModeDetails: { streamMode: "ON_DEMAND" },
  tags: { team: "a" },
};

const now = {
  StreamARN: ARN,
  StreamStatus: "ACTIVE",
  StreamModeDetails: { StreamMode: "ON_DEMAND" },
  EncryptionType: "NONE",
  RetentionPeriodHours: 24,
  OpenShardCount: 4,
  EnhancedMonitoring: [{ ShardLevelMetrics: ["IncomingBytes"] }],
};
const tags = [{ Key: "team", Value: "a" }];
const same = { ...given, shardLevelMetrics: ["IncomingBytes"] };

const changes = (inputs: object, stream: object = {}): unknown =>
  updateCallsOf({ ...now, ...stream }, tags, StreamInputs.parse(inputs));

const byName = { StreamName: "orders" };

describe("the changes of a stream", () => {
  const cases: readonly (readonly [string, object, object, readonly unknown[]])[] = [
    ["are none where nothing differs", {}, {}, []],
    [
      "keep records longer",
      { retentionPeriod: 48 },
      {},
      [["IncreaseStreamRetentionPeriod", { ...byName, RetentionPeriodHours: 48 }]],
    ],
    [
      "keep records for less time",
      {},
      { RetentionPeriodHours: 48 },
      [["DecreaseStreamRetentionPeriod", { ...byName, RetentionPeriodHours: 24 }]],
    ],
    [
      "allow larger records",
      { maxRecordSizeInKib: 2048 },
      {},
      [["UpdateMaxRecordSize", { StreamARN: ARN, MaxRecordSizeInKiB: 2048 }]],
    ],
    [
      "begin to encrypt",
      { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
      {},
      [["StartStreamEncryption", { ...byName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }]],
    ],
    [
      "change the key",
      { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
      { EncryptionType: "KMS", KeyId: "alias/aws/other" },
      [["StartStreamEncryption", { ...byName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }]],
    ],
    [
      "end encryption",
      {},
      { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" },
      [["StopStreamEncryption", { ...byName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }]],
    ],
    [
      "turn to provisioned capacity with its shards",
      { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 2 },
      {},
      [
        ["UpdateStreamMode", { StreamARN: ARN, StreamModeDetails: { StreamMode: "PROVISIONED" } }],
        ["UpdateShardCount", { ...byName, TargetShardCount: 2, ScalingType: "UNIFORM_SCALING" }],
      ],
    ],
    [
      "exchange metrics",
      { shardLevelMetrics: ["OutgoingBytes"] },
      {},
      [
        ["DisableEnhancedMonitoring", { ...byName, ShardLevelMetrics: ["IncomingBytes"] }],
        ["EnableEnhancedMonitoring", { ...byName, ShardLevelMetrics: ["OutgoingBytes"] }],
      ],
    ],
    [
      "exchange tags",
      { tags: { stage: "dev" } },
      {},
      [
        ["RemoveTagsFromStream", { ...byName, TagKeys: ["team"] }],
        ["AddTagsToStream", { ...byName, Tags: { stage: "dev" } }],
      ],
    ],
    ["overwrite a tag", { tags: { team: "b" } }, {}, [["AddTagsToStream", { ...byName, Tags: { team: "b" } }]]],
  ];
  for (const [behaviour, inputs, stream, expected] of cases) {
    it(behaviour, () => {
      assert.deepEqual(changes({ ...same, ...inputs }, stream), expected);
    });
  }
});
