import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { createShards, indexOf, sequenceNumberOf, shardFor } from "../../src/kinesis/memory/shard";

const LAST_HASH_KEY = 2n ** 128n - 1n;

describe("the memory store's shards", () => {
  for (const count of [1, 3, 4, 7]) {
    it(`divide all hash keys among ${count} without a gap`, () => {
      const shards = createShards(count, 0);
      assert.equal(shards[0]?.firstHashKey, 0n);
      assert.equal(shards.at(-1)?.lastHashKey, LAST_HASH_KEY);
      shards.slice(1).forEach((shard, index) => {
        assert.equal(shard.firstHashKey, shards[index]!.lastHashKey + 1n);
      });
    });
  }

  it("take a record by the MD5 hash of its partition key", () => {
    const shards = createShards(4, 0);
    for (const key of ["a", "b", "digest", "é", "🙂", "0".repeat(256)]) {
      const hash = BigInt(`0x${createHash("md5").update(key, "utf8").digest("hex")}`);
      const shard = shardFor(shards, key);
      assert.ok(shard.firstHashKey <= hash && hash <= shard.lastHashKey, key);
    }
  });

  it("take a record by its explicit hash key instead, from the first to the last", () => {
    const shards = createShards(4, 0);
    const ids = ["0", String(shards[1]!.firstHashKey - 1n), String(shards[1]!.firstHashKey), String(LAST_HASH_KEY)];
    assert.deepEqual(
      ids.map((hashKey) => shardFor(shards, "key", hashKey).id.slice(-1)),
      ["0", "0", "1", "3"],
    );
    assert.throws(() => shardFor(shards, "key", String(LAST_HASH_KEY + 1n)), { type: "InvalidArgumentException" });
  });

  it("give sequence numbers of 56 digits that grow and lead back to their record", () => {
    const [shard, other] = createShards(2, 1_767_225_600_000) as [
      ReturnType<typeof createShards>[0] & object,
      ReturnType<typeof createShards>[0] & object,
    ];
    const numbers = Array.from({ length: 12 }, (_, index) => {
      shard.records.append({ partitionKey: "k", data: Buffer.alloc(0), arrival: 0 });
      return sequenceNumberOf(shard, index);
    });
    assert.deepEqual([...numbers].sort(), numbers);
    numbers.forEach((number, index) => {
      assert.match(number, /^49\d{54}$/);
      assert.equal(indexOf(shard, number), index);
    });
    assert.equal(indexOf(shard, sequenceNumberOf(shard, -1)), -1);
    for (const never of [sequenceNumberOf(shard, 12), sequenceNumberOf(other, 0), "0", `${numbers[0]!}0`]) {
      assert.throws(() => indexOf(shard, never), { type: "InvalidArgumentException" });
    }
  });
});
