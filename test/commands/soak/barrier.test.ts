import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";

import type { KinesisRequest } from "@aerospike-kinesis/local-aws";
import { successResponse } from "@aerospike-kinesis/local-aws";

import { createBarrier } from "../../../commands/soak/barrier";

const record: KinesisRequest = {
  region: "eu-west-1",
  action: "PutRecord",
  input: {},
  signal: new AbortController().signal,
};

/** A barrier before a store that answers when the test says so. */
function barrierBefore() {
  const barrier = createBarrier();
  const stored: (() => void)[] = [];
  const arrived: string[] = [];
  const call = barrier.layer(async ({ action }) => {
    arrived.push(action);
    if (action === "PutRecord") await new Promise<void>((resolve) => stored.push(resolve));
    return successResponse({});
  });
  return { barrier, call, stored, arrived };
}

describe("the barrier before Kinesis", () => {
  it("lets everything pass while it is open, and other requests than records always", async () => {
    const { barrier, call, stored, arrived } = barrierBefore();
    const put = call(record);
    stored.shift()?.();
    await put;
    await barrier.close();
    await call({ ...record, action: "GetRecords" });
    assert.deepEqual(arrived, ["PutRecord", "GetRecords"]);
  });

  it("is closed when each record that passed is stored, and holds the others back until it is opened", async () => {
    const { barrier, call, stored, arrived } = barrierBefore();
    const put = call(record);
    let isClosed = false;
    const closed = barrier.close().then(() => (isClosed = true));
    const held = [call(record), call(record)];
    await barrier.waitForRecord();
    assert.deepEqual([isClosed, arrived.length], [false, 1]);
    stored.shift()?.();
    await Promise.all([put, closed]);
    assert.equal(arrived.length, 1);
    barrier.open();
    await setImmediate();
    assert.equal(arrived.length, 3);
    stored.forEach((answer) => {
      answer();
    });
    await Promise.all(held);
  });

  it("resolves when a later record waits", async () => {
    const { barrier, call } = barrierBefore();
    await barrier.close();
    const held = barrier.waitForRecord();
    void call(record);
    await held;
  });

  it("is closed even if a record's connection breaks, and rejects that record", async () => {
    const barrier = createBarrier();
    const put = barrier.layer(() => Promise.reject(new Error("reset")))(record);
    await assert.rejects(put, /reset/);
    await barrier.close();
  });
});
