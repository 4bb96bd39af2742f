import assert from "node:assert/strict";

import type { HttpResponse } from "../../src/http-response";
import { createKinesis, type Kinesis } from "../../src/kinesis/kinesis";
import { createShardLimits, type ShardRates } from "../../src/kinesis/limits";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import { testEnvironment } from "../environment";

const REGION = "eu-west-1";
const ACCOUNT = "123456789012";

async function limited(rates?: () => ShardRates, streams: readonly string[] = ["orders"]) {
  const clock = { time: 0 };
  const throttles: string[] = [];
  const limits = createShardLimits({
    now: () => clock.time,
    accountId: ACCOUNT,
    ...(rates && { rates }),
    onThrottled: (shard) => throttles.push(shard),
  });
  const kinesis = createKinesis(createMemoryStore(ACCOUNT, testEnvironment()), ACCOUNT, [limits]);
  for (const StreamName of streams) {
    await kinesis.send(REGION, "CreateStream", { StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
    await kinesis.send(REGION, "UpdateMaxRecordSize", {
      StreamARN: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${StreamName}`,
      MaxRecordSizeInKiB: 10_240,
    });
  }
  return { clock, kinesis, throttles };
}

const put = (kinesis: Kinesis, { key = "k", bytes = 10, StreamName = "orders" } = {}): Promise<HttpResponse> => {
  const input = { StreamName, PartitionKey: key, Data: Buffer.alloc(bytes).toString("base64") };
  return kinesis.call({ region: REGION, action: "PutRecord", body: Buffer.from(JSON.stringify(input)) });
};

/** How many of these many puts are stored. */
async function stored(kinesis: Kinesis, times: number, record: Parameters<typeof put>[1] = {}): Promise<number> {
  let taken = 0;
  for (let time = 0; time < times; time += 1) {
    if ((await put(kinesis, record)).status === 200) taken += 1;
  }
  return taken;
}

describe("a shard's limits", () => {
  it("are 1,000 records a second", async () => {
    const { clock, kinesis } = await limited();
    assert.equal(await stored(kinesis, 1005), 1000);
    clock.time = 500;
    assert.equal(await stored(kinesis, 505), 500);
    clock.time = 60_000;
    assert.equal(await stored(kinesis, 1005), 1000, "no more than a second's worth is saved up");
  });

  it("are told of, by shard, when a record is refused", async () => {
    const { kinesis, throttles } = await limited(() => ({ recordsPerSecond: 2, bytesPerSecond: 1000 }));
    assert.equal(await stored(kinesis, 5), 2);
    assert.equal(throttles.length, 3);
    assert.equal(new Set(throttles).size, 1);
    assert.match(throttles[0]!, /^shardId-\d{12}$/);
  });

  it("are 1 MiB a second, partition keys among it", async () => {
    const { clock, kinesis } = await limited();
    const record = { key: "k".repeat(256), bytes: 256 * 1024 - 256 };
    assert.equal(await stored(kinesis, 6, record), 4);
    clock.time = 250;
    assert.equal(await stored(kinesis, 3, record), 1);
  });

  it("let a record of 10 MiB, with its key, pass and close the shard until its bytes are earned", async () => {
    const { clock, kinesis } = await limited();
    assert.equal(await stored(kinesis, 2, { key: "k", bytes: 10 * 1024 * 1024 - 1 }), 1);
    clock.time = 9000;
    assert.equal(await stored(kinesis, 1), 0);
    clock.time = 9001;
    assert.equal(await stored(kinesis, 1), 1);
  });

  it("answer what is too much as AWS does", async () => {
    const { kinesis } = await limited(() => ({ recordsPerSecond: 1, bytesPerSecond: 1000 }));
    await put(kinesis);
    const { status, headers, body } = await put(kinesis);
    assert.equal(status, 400);
    // As the throttle that is switched on as a fault.
    assert.deepEqual(Object.keys(headers).sort(), ["content-type", "x-amz-id-2", "x-amzn-requestid"]);
    const { __type, message } = JSON.parse(body.toString()) as { __type: string; message: string };
    assert.equal(__type, "ProvisionedThroughputExceededException");
    assert.match(
      message,
      /^Rate exceeded for shard shardId-00000000000\d in stream orders under account 123456789012\.$/,
    );
  });

  it("are each shard's and each stream's own: a hot partition key closes only its shard", async () => {
    const { kinesis } = await limited(() => ({ recordsPerSecond: 2, bytesPerSecond: 1e6 }), ["orders", "second"]);
    assert.equal(await stored(kinesis, 5, { key: "hot" }), 2);
    const others = await Promise.all(["a", "b", "c", "d", "e", "f"].map((key) => stored(kinesis, 1, { key })));
    assert.ok(others.includes(1), "another shard takes records");
    assert.equal(await stored(kinesis, 5, { key: "hot", StreamName: "second" }), 2);
  });

  it("can be scaled down and up while records flow", async () => {
    let rates = { recordsPerSecond: 3, bytesPerSecond: 1e6 };
    const { clock, kinesis } = await limited(() => rates);
    assert.equal(await stored(kinesis, 10), 3);
    rates = { recordsPerSecond: 30, bytesPerSecond: 1e6 };
    clock.time = 1000;
    assert.equal(await stored(kinesis, 40), 30);
  });

  it("know a stream that is deleted and made again", async () => {
    const { kinesis } = await limited(() => ({ recordsPerSecond: 1, bytesPerSecond: 1e6 }));
    assert.equal(await stored(kinesis, 2), 1);
    await kinesis.send(REGION, "DeleteStream", { StreamName: "orders" });
    const gone = await put(kinesis);
    assert.match(gone.body.toString(), /ResourceNotFoundException/);
    await kinesis.send(REGION, "CreateStream", { StreamName: "orders", ShardCount: 1 });
    assert.equal(await stored(kinesis, 2), 1);
  });
});
