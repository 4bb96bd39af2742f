import assert from "node:assert/strict";

import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from "@aws-sdk/client-kinesis";

import { readRecord } from "../../../commands/shared/records";

const PLACE = { ShardId: "a", SequenceNumber: "7" };
const RECORD = { SequenceNumber: "7", PartitionKey: "k", Data: Buffer.from("x") };

/** A stream that gives so many pages without records, which are behind, and then one with what it has. */
function openStream(emptyPages: number, Records: readonly object[]): KinesisClient {
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof GetShardIteratorCommand) return Promise.resolve({ ShardIterator: "0" });
    assert.ok(command instanceof GetRecordsCommand);
    const page = Number(command.input.ShardIterator);
    return Promise.resolve(
      page < emptyPages
        ? { Records: [], NextShardIterator: String(page + 1), MillisBehindLatest: 4000 }
        : { Records, NextShardIterator: String(page + 1), MillisBehindLatest: 0 },
    );
  };
  return { send } as unknown as KinesisClient;
}

const read = (emptyPages: number, records: readonly object[] = [RECORD]) =>
  readRecord(openStream(emptyPages, records), "s", PLACE, { most: 3, pauseMs: 0 });

describe("a record that is read by its place", () => {
  it("is found after pages without records, while the reader is behind", async () => {
    for (const emptyPages of [0, 1, 3]) assert.equal((await read(emptyPages))?.data.toString(), "x");
  });

  it("is not there if the reader is at the end, or if another record is at its place", async () => {
    assert.equal(await read(2, []), undefined);
    assert.equal(await read(0, [{ ...RECORD, SequenceNumber: "8" }]), undefined);
  });

  it("is not said to be missing where nothing but such pages comes", async () => {
    await assert.rejects(read(4), { name: "UserError", message: /^Kinesis gave 3 pages of a without a record, / });
  });
});
