import assert from "node:assert/strict";

import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";

import { createShardReader } from "../../../commands/shared/shards";

const SECOND_MS = 1000;

/** A stream into which somebody writes a record a second, without a pause. */
function openBusyStream(start: number): KinesisClient {
  let number = 0;
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof ListShardsCommand) return Promise.resolve({ Shards: [{ ShardId: "a" }, { ShardId: "b" }] });
    if (command instanceof GetShardIteratorCommand) return Promise.resolve({ ShardIterator: "i" });
    assert.ok(command instanceof GetRecordsCommand);
    number += 1;
    const record = {
      SequenceNumber: String(number),
      PartitionKey: "k",
      Data: new Uint8Array(),
      ApproximateArrivalTimestamp: new Date(start + number * SECOND_MS),
    };
    return Promise.resolve({ Records: [record], NextShardIterator: "i", MillisBehindLatest: 0 });
  };
  return { send } as unknown as KinesisClient;
}

/** A stream that gives a page without records before each record, and then as many more as it has. */
function openSparseStream(more: number): KinesisClient {
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof ListShardsCommand) {
      const { NextToken, StreamName } = command.input;
      if (NextToken === undefined) return Promise.resolve({ Shards: [{ ShardId: "a" }], NextToken: "t" });
      assert.equal(StreamName, undefined);
      return Promise.resolve({ Shards: [{ ShardId: "b" }] });
    }
    if (command instanceof GetShardIteratorCommand) return Promise.resolve({ ShardIterator: "0" });
    assert.ok(command instanceof GetRecordsCommand);
    const page = Number(command.input.ShardIterator);
    const Records = [1, 3].includes(page) ? [{ SequenceNumber: String(page), PartitionKey: "k" }] : [];
    return Promise.resolve({
      Records,
      NextShardIterator: String(page + 1),
      MillisBehindLatest: page < 4 + more ? 4000 : 0,
    });
  };
  return { send } as unknown as KinesisClient;
}

const EMPTY_PAGES = { most: 3, pauseMs: 0 };

describe("a reader of shards", () => {
  it("reads on after a page without records while it is behind, and in every page of shards", async () => {
    const read: string[] = [];
    await createShardReader(openSparseStream(0), "s", { emptyPages: EMPTY_PAGES }).read(
      ({ ShardId, SequenceNumber }) => {
        read.push(`${ShardId}${SequenceNumber}`);
      },
    );
    assert.deepEqual(read, ["a1", "a3", "b1", "b3"]);
  });

  it("gives up where no record comes, and does not call that the end of the shard", async () => {
    const reading = createShardReader(openSparseStream(99), "s", { emptyPages: EMPTY_PAGES }).read(() => undefined);
    await assert.rejects(reading, { name: "UserError", message: /^Kinesis gave 3 pages of a without a record, / });
  });

  it("leaves a shard at the first record after its end, where others write without a pause", async () => {
    const read: string[] = [];
    const until = new Date(3 * SECOND_MS);
    await createShardReader(openBusyStream(0), "s", { until }).read(({ ShardId, SequenceNumber }) => {
      read.push(`${ShardId}${SequenceNumber}`);
    });
    assert.deepEqual(read, ["a1", "a2", "a3"]);
  });
});
