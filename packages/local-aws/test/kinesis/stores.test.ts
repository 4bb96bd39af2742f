import assert from "node:assert/strict";

import { randomBytes } from "@aerospike-kinesis/test-support";

import { realEnvironment } from "../../src/environment";
import { createKinesis, type Kinesis } from "../../src/kinesis/kinesis";
import { startKinesisLocal } from "../../src/kinesis/kinesis-local";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import type { KinesisInput, KinesisStore } from "../../src/kinesis/request";

const ACCOUNT = "123456789012";
const REGION = "ap-south-1";

const stores: Readonly<Record<string, () => Promise<KinesisStore>>> = {
  "kinesis-local": () => startKinesisLocal(ACCOUNT),
  memory: () => Promise.resolve(createMemoryStore(ACCOUNT, realEnvironment)),
};

/** The partition key of every record that names no other. */
const KEY = "key";

interface Stored {
  readonly PartitionKey: string;
  readonly Data: string;
  readonly SequenceNumber: string;
  readonly ApproximateArrivalTimestamp: number;
}

for (const [name, start] of Object.entries(stores)) {
  describe(`Kinesis over ${name}`, function () {
    this.timeout(30_000);
    let store: KinesisStore;
    let kinesis: Kinesis;
    let streams = 0;

    before(async () => {
      store = await start();
      kinesis = createKinesis(store, ACCOUNT);
    });

    after(() => store.stop());

    const send = (action: string, input: KinesisInput, region = REGION): Promise<KinesisInput> =>
      kinesis.send(region, action, input);

    async function newStream(settings: KinesisInput = {}, region = REGION): Promise<string> {
      streams += 1;
      const StreamName = `stream-${streams}`;
      await send("CreateStream", { StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" }, ...settings }, region);
      return StreamName;
    }

    // One on-demand stream for all tests that do not change it: an account has no more than ten.
    let shared: string;
    before(async () => {
      shared = await newStream({ MaxRecordSizeInKiB: 10_240, Tags: { team: "platform" } });
    });

    async function summary(StreamName: string): Promise<Record<string, unknown>> {
      const { StreamDescriptionSummary } = await send("DescribeStreamSummary", { StreamName });
      return StreamDescriptionSummary as Record<string, unknown>;
    }

    /** Makes a change and waits until it has been carried out. */
    async function change(StreamName: string, action: string, input: KinesisInput): Promise<Record<string, unknown>> {
      await send(action, input);
      return settled(StreamName);
    }

    async function settled(StreamName: string): Promise<Record<string, unknown>> {
      const now = await summary(StreamName);
      return now.StreamStatus === "ACTIVE" ? now : settled(StreamName);
    }

    async function put(
      data: Buffer,
      settings: KinesisInput = {},
    ): Promise<{ ShardId: string; SequenceNumber: string }> {
      const input = { StreamName: shared, PartitionKey: KEY, Data: data.toString("base64"), ...settings };
      return (await send("PutRecord", input)) as { ShardId: string; SequenceNumber: string };
    }

    async function read(from: KinesisInput, limit?: number): Promise<readonly Stored[]> {
      const { ShardIterator } = await send("GetShardIterator", { StreamName: shared, ...from });
      const { Records } = await send("GetRecords", { ShardIterator, Limit: limit });
      return Records as readonly Stored[];
    }

    const at = (
      record: { ShardId: string; SequenceNumber: string },
      ShardIteratorType = "AT_SEQUENCE_NUMBER",
    ): KinesisInput => ({
      ShardId: record.ShardId,
      ShardIteratorType,
      StartingSequenceNumber: record.SequenceNumber,
    });

    it("makes an on-demand stream of four shards, active at once, with its tags", async () => {
      const found = await summary(shared);
      assert.equal(found.StreamStatus, "ACTIVE");
      assert.equal(found.StreamARN, `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${shared}`);
      assert.deepEqual(found.StreamModeDetails, { StreamMode: "ON_DEMAND" });
      assert.deepEqual(
        [found.OpenShardCount, found.RetentionPeriodHours, found.MaxRecordSizeInKiB, found.EncryptionType],
        [4, 24, 10_240, "NONE"],
      );
      const { Tags } = await send("ListTagsForStream", { StreamName: shared });
      assert.deepEqual(Tags, [{ Key: "team", Value: "platform" }]);
    });

    it("lists shards that divide all hash keys", async () => {
      const { Shards } = await send("ListShards", { StreamName: shared });
      const ranges = (Shards as { HashKeyRange: { StartingHashKey: string; EndingHashKey: string } }[]).map(
        (shard) => shard.HashKeyRange,
      );
      assert.equal(ranges.length, 4);
      assert.equal(ranges[0]?.StartingHashKey, "0");
      assert.equal(BigInt(ranges[3]!.EndingHashKey), 2n ** 128n - 1n);
    });

    it("gives back the exact bytes, key and sequence number of a record", async () => {
      const data = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), randomBytes(1000)]);
      const stored = await put(data, { PartitionKey: "Kö🙂'\"\\" });
      const [record] = await read(at(stored), 1);
      assert.equal(record?.PartitionKey, "Kö🙂'\"\\");
      assert.equal(record.SequenceNumber, stored.SequenceNumber);
      assert.ok(Buffer.from(record.Data, "base64").equals(data));
      assert.ok(Math.abs(record.ApproximateArrivalTimestamp - Date.now() / 1000) < 60);
    });

    it("takes a record of 10 MiB with its key whole, and an empty one", async () => {
      const largest = randomBytes(10 * 1024 * 1024 - KEY.length);
      const [large] = await read(at(await put(largest)), 1);
      assert.ok(Buffer.from(large!.Data, "base64").equals(largest));
      const [empty] = await read(at(await put(Buffer.alloc(0))), 1);
      assert.equal(empty?.Data, "");
    });

    it("ends an answer before it grows past 10 MiB, and goes on from there", async () => {
      const ExplicitHashKey = String(2n ** 128n - 1n);
      const large = [1, 2, 3].map((byte) => Buffer.alloc(4 * 1024 * 1024, byte));
      const stored: { ShardId: string; SequenceNumber: string }[] = [];
      for (const data of large) {
        stored.push(await put(data, { ExplicitHashKey }));
      }
      const { ShardIterator } = await send("GetShardIterator", { StreamName: shared, ...at(stored[0]!) });
      const one = await send("GetRecords", { ShardIterator });
      const two = await send("GetRecords", { ShardIterator: one.NextShardIterator });
      const read = [one, two].map(({ Records }) =>
        (Records as Stored[]).map(({ Data }) => Buffer.from(Data, "base64")),
      );
      assert.deepEqual(
        read.map(({ length }) => length),
        [2, 1],
      );
      read.flat().forEach((data, index) => {
        assert.ok(data.equals(large[index]!), `record ${index}`);
      });
    });

    it("keeps the records of a partition key in one shard, in order", async () => {
      const before = await put(Buffer.from("before"), { PartitionKey: "ordered" });
      for (const text of ["1", "2", "3"]) {
        assert.equal((await put(Buffer.from(text), { PartitionKey: "ordered" })).ShardId, before.ShardId);
      }
      const records = await read(at(before, "AFTER_SEQUENCE_NUMBER"));
      const mine = records.filter(({ PartitionKey }) => PartitionKey === "ordered");
      assert.deepEqual(
        mine.map(({ Data }) => Buffer.from(Data, "base64").toString()),
        ["1", "2", "3"],
      );
      const numbers = mine.map(({ SequenceNumber }) => BigInt(SequenceNumber));
      assert.ok(numbers[0]! < numbers[1]! && numbers[1]! < numbers[2]!);
    });

    it("puts a record into the shard of its explicit hash key", async () => {
      const shards = ["0", String(2n ** 128n - 1n)].map(
        async (ExplicitHashKey) => (await put(Buffer.from("x"), { ExplicitHashKey })).ShardId,
      );
      assert.deepEqual(await Promise.all(shards), ["shardId-000000000000", "shardId-000000000003"]);
    });

    it("takes the stream's ARN in place of its name", async () => {
      const StreamARN = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${shared}`;
      assert.match((await put(Buffer.from("x"), { StreamName: undefined, StreamARN })).ShardId, /^shardId-/);
    });

    it("puts several records at once and reads on where an answer ended", async () => {
      const ExplicitHashKey = String(2n ** 127n);
      const first = await put(Buffer.from("0"), { ExplicitHashKey });
      const Records = ["1", "2", "3"].map((text) => ({
        Data: Buffer.from(text).toString("base64"),
        PartitionKey: "many",
        ExplicitHashKey,
      }));
      assert.equal((await send("PutRecords", { StreamName: shared, Records })).FailedRecordCount, 0);
      const { ShardIterator } = await send("GetShardIterator", { StreamName: shared, ...at(first) });
      const one = await send("GetRecords", { ShardIterator, Limit: 2 });
      const two = await send("GetRecords", { ShardIterator: one.NextShardIterator, Limit: 10 });
      const texts = [one, two].map(({ Records: read }) =>
        (read as Stored[]).map(({ Data }) => Buffer.from(Data, "base64").toString()),
      );
      assert.deepEqual(texts, [
        ["0", "1"],
        ["2", "3"],
      ]);
    });

    it("begins at the oldest record, or behind the newest", async () => {
      const ExplicitHashKey = "0";
      const { ShardId } = await put(Buffer.from("x"), { ExplicitHashKey });
      assert.ok((await read({ ShardId, ShardIteratorType: "TRIM_HORIZON" })).length > 0);
      assert.deepEqual(await read({ ShardId, ShardIteratorType: "LATEST" }), []);
    });

    const refused: readonly (readonly [string, string, KinesisInput, string])[] = [
      [
        "a stream that does not exist",
        "PutRecord",
        { StreamName: "nope", PartitionKey: "k", Data: "" },
        "ResourceNotFoundException",
      ],
      [
        "a shard that does not exist",
        "GetShardIterator",
        { ShardId: "shardId-000000000009", ShardIteratorType: "LATEST" },
        "ResourceNotFoundException",
      ],
      ["an iterator that it never gave", "GetRecords", { ShardIterator: "bm9uc2Vuc2U=" }, "InvalidArgumentException"],
      [
        "a hash key that is too large",
        "PutRecord",
        { PartitionKey: "k", Data: "", ExplicitHashKey: String(2n ** 128n) },
        "InvalidArgumentException",
      ],
      ["bad Base64", "PutRecord", { PartitionKey: "k", Data: "!" }, "SerializationException"],
      ["an empty partition key", "PutRecord", { PartitionKey: "", Data: "" }, "ValidationException"],
    ];
    for (const [what, action, input, type] of refused) {
      it(`refuses ${what}`, async () => {
        const named = action === "GetRecords" ? input : { StreamName: shared, ...input };
        await assert.rejects(send(action, named), { name: "AwsError", type, status: 400 });
      });
    }

    it("refuses a record that with its key is larger than the stream's limit, and takes one that is just as large", async () => {
      const StreamName = await newStream();
      const largest = 1024 * 1024 - KEY.length;
      await put(randomBytes(largest), { StreamName });
      await assert.rejects(put(randomBytes(largest + 1), { StreamName }), { type: "InvalidArgumentException" });
      await send("DeleteStream", { StreamName });
    });

    it("has each region's streams apart, and each name once in a region", async () => {
      const StreamName = await newStream({}, "eu-west-1");
      await assert.rejects(summary(StreamName), { type: "ResourceNotFoundException" });
      await assert.rejects(send("CreateStream", { StreamName, ShardCount: 1 }, "eu-west-1"), {
        type: "ResourceInUseException",
      });
      await send("DeleteStream", { StreamName }, "eu-west-1");
      await assert.rejects(send("DeleteStream", { StreamName }, "eu-west-1"), { type: "ResourceNotFoundException" });
    });

    it("changes retention, encryption, record size, mode, metrics and tags", async () => {
      const StreamName = await newStream();
      const { StreamARN } = await summary(StreamName);
      const key = { StreamName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" };
      const to = (action: string, input: KinesisInput): Promise<Record<string, unknown>> =>
        change(StreamName, action, { StreamName, ...input });

      await to("IncreaseStreamRetentionPeriod", { RetentionPeriodHours: 8760 });
      await assert.rejects(to("IncreaseStreamRetentionPeriod", { RetentionPeriodHours: 24 }), {
        type: "InvalidArgumentException",
      });
      assert.equal((await to("DecreaseStreamRetentionPeriod", { RetentionPeriodHours: 25 })).RetentionPeriodHours, 25);

      const encrypted = await to("StartStreamEncryption", key);
      assert.deepEqual([encrypted.EncryptionType, encrypted.KeyId], ["KMS", "alias/aws/kinesis"]);
      assert.equal((await send("PutRecord", { StreamName, PartitionKey: "k", Data: "eA==" })).EncryptionType, "KMS");
      assert.equal((await to("StopStreamEncryption", key)).EncryptionType, "NONE");

      const larger = await change(StreamName, "UpdateMaxRecordSize", { StreamARN, MaxRecordSizeInKiB: 2048 });
      assert.equal(larger.MaxRecordSizeInKiB, 2048);
      const provisioned = { StreamARN, StreamModeDetails: { StreamMode: "PROVISIONED" } };
      const mode = await change(StreamName, "UpdateStreamMode", provisioned);
      assert.deepEqual(mode.StreamModeDetails, { StreamMode: "PROVISIONED" });

      await to("EnableEnhancedMonitoring", { ShardLevelMetrics: ["IncomingBytes", "OutgoingBytes"] });
      const metrics = await to("DisableEnhancedMonitoring", { ShardLevelMetrics: ["OutgoingBytes"] });
      assert.deepEqual(metrics.EnhancedMonitoring, [{ ShardLevelMetrics: ["IncomingBytes"] }]);

      await to("AddTagsToStream", { Tags: { a: "1", b: "2" } });
      await to("RemoveTagsFromStream", { TagKeys: ["a"] });
      assert.deepEqual((await send("ListTagsForStream", { StreamName })).Tags, [{ Key: "b", Value: "2" }]);
      await send("DeleteStream", { StreamName });
    });
  });
}
