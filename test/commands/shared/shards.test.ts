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

describe("a reader of shards", () => {
  it("leaves a shard at the first record after its end, where others write without a pause", async () => {
    const read: string[] = [];
    const until = new Date(3 * SECOND_MS);
    await createShardReader(openBusyStream(0), "s", { until }).read(({ ShardId, SequenceNumber }) => {
      read.push(`${ShardId}${SequenceNumber}`);
    });
    assert.deepEqual(read, ["a1", "a2", "a3"]);
  });
});
