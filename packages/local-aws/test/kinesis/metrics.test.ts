import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";

import type { Metric } from "../../src/cloudwatch/metrics/metric";
import { createMetricStore } from "../../src/cloudwatch/metrics/metric-store";
import { createFaultInjector, type FaultName } from "../../src/faults";
import type { HttpResponse } from "../../src/http-response";
import { createKinesis } from "../../src/kinesis/kinesis";
import { createShardLimits } from "../../src/kinesis/limits";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import { withMetrics } from "../../src/kinesis/metrics";
import type { KinesisLayer } from "../../src/kinesis/request";

const REGION = "eu-west-1";
const ACCOUNT = "123456789012";
const START = Date.UTC(2026, 10, 28, 12);
const RECORD = { StreamName: "orders", PartitionKey: "k1", Data: Buffer.alloc(10).toString("base64") };

async function measured(layersOf: (clock: { time: number }) => readonly KinesisLayer[] = () => []) {
  const clock = { time: START };
  const now = () => clock.time;
  const metrics = createMetricStore();
  const memory = createMemoryStore(ACCOUNT, { now, randomString: (length) => "0".repeat(length) });
  const { store, layers } = withMetrics(metrics, now, memory, layersOf(clock));
  const kinesis = createKinesis(store, ACCOUNT, layers);
  await kinesis.send(REGION, "CreateStream", { StreamName: "orders", StreamModeDetails: { StreamMode: "ON_DEMAND" } });
  const valuesOf = (name: string) => {
    const metric = { namespace: "AWS/Kinesis", name, dimensions: { StreamName: "orders" } };
    return metrics.valuesBetween({ region: REGION, ...metric }, START, START + 10 * 60_000);
  };
  return {
    clock,
    kinesis,
    metrics,
    put: () => kinesis.call({ region: REGION, action: "PutRecord", body: Buffer.from(JSON.stringify(RECORD)) }),
    /** Sum and number of values. */
    count: (name: string): readonly [sum: number, values: number] => [valuesOf(name).sum, valuesOf(name).sampleCount],
    unitOf: (name: string) =>
      ["Count", "Bytes", "Milliseconds"].filter(
        (unit) =>
          metrics.valuesBetween(
            { region: REGION, namespace: "AWS/Kinesis", name, dimensions: { StreamName: "orders" }, unit },
            START,
            START + 60_000,
          ).sampleCount > 0,
      ),
  };
}

const faultsOf = (fault: FaultName, clock: { time: number }): KinesisLayer => {
  const faults = createFaultInjector({
    environment: {
      now: () => clock.time,
      random: () => 0,
      wait: (milliseconds) => {
        clock.time += milliseconds;
        return Promise.resolve();
      },
    },
    accountId: ACCOUNT,
    integrationTimeoutMs: 6000,
    callTimeoutMs: 8000,
  });
  faults.set([{ fault }]);
  return faults.kinesisLayer;
};

describe("the metrics of a stream", () => {
  it("count each record that is stored", async () => {
    const { put, count, unitOf } = await measured();
    await put();
    await put();
    assert.deepEqual(count("IncomingRecords"), [2, 2]);
    assert.deepEqual(count("IncomingBytes"), [24, 2]);
    assert.deepEqual(count("PutRecord.Bytes"), [24, 2]);
    assert.deepEqual(count("PutRecord.Success"), [2, 2]);
    assert.deepEqual(count("PutRecord.Latency"), [0, 2]);
    assert.deepEqual(count("WriteProvisionedThroughputExceeded"), [0, 2]);
    assert.deepEqual(unitOf("IncomingRecords"), ["Count"]);
    assert.deepEqual(unitOf("IncomingBytes"), ["Bytes"]);
    assert.deepEqual(unitOf("PutRecord.Latency"), ["Milliseconds"]);
  });

  it("have no values where nothing happens", async () => {
    const { metrics } = await measured();
    assert.deepEqual(metrics.list(REGION), [] satisfies readonly Metric[]);
  });

  it("count a record that a shard's limit refuses as throttled and as no success", async () => {
    const { put, count } = await measured((clock) => [
      createShardLimits({
        now: () => clock.time,
        accountId: ACCOUNT,
        rates: () => ({ recordsPerSecond: 1, bytesPerSecond: 1000 }),
      }),
    ]);
    await put();
    await put();
    assert.deepEqual(count("WriteProvisionedThroughputExceeded"), [1, 2]);
    assert.deepEqual(count("PutRecord.Success"), [1, 2]);
    assert.deepEqual(count("IncomingRecords"), [1, 1]);
  });

  /** What each fault adds: WriteProvisionedThroughputExceeded, PutRecord.Success, IncomingRecords. */
  const faults: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    ProvisionedThroughputExceeded: [
      [1, 1],
      [0, 1],
      [0, 0],
    ],
    LimitExceeded: [
      [0, 1],
      [0, 1],
      [0, 0],
    ],
    KMSThrottling: [
      [0, 1],
      [0, 1],
      [0, 0],
    ],
    InternalFailure: [
      [0, 1],
      [0, 1],
      [0, 0],
    ],
    AccessDenied: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    ResourceNotFound: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    garbage: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    "reset-before-stored": [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    "reset-after-stored": [
      [0, 1],
      [1, 1],
      [1, 1],
    ],
    "answered-too-late": [
      [0, 1],
      [1, 1],
      [1, 1],
    ],
    "stored-too-late": [
      [0, 1],
      [1, 1],
      [1, 1],
    ],
  };
  for (const [fault, expected] of Object.entries(faults)) {
    it(`count the fault ${fault} as AWS would`, async () => {
      const { put, count } = await measured((clock) => [faultsOf(fault as FaultName, clock)]);
      await put().catch(() => undefined);
      assert.deepEqual(
        ["WriteProvisionedThroughputExceeded", "PutRecord.Success", "IncomingRecords"].map(count),
        expected,
      );
    });
  }

  it("count every form in which Kinesis answers an error", async () => {
    const { put, count } = await measured((clock) => [faultsOf("ServiceUnavailable", clock)]);
    await put();
    await put();
    assert.deepEqual(count("PutRecord.Success"), [0, 2]);
  });

  it("count a record that is stored after the caller gave up", async () => {
    const metrics = createMetricStore();
    let answerLater: (response: HttpResponse) => void = () => undefined;
    const stored = new Promise<HttpResponse>((resolve) => {
      answerLater = resolve;
    });
    let isStopped = false;
    const { store } = withMetrics(
      metrics,
      () => START,
      {
        call: ({ signal }) => {
          signal.addEventListener("abort", () => {
            isStopped = true;
          });
          return stored;
        },
        stop: () => Promise.resolve(),
      },
      [],
    );
    const gaveUp = new AbortController();
    const answer = store.call({ region: REGION, action: "PutRecord", input: RECORD, signal: gaveUp.signal });
    gaveUp.abort(new Error("gave up"));
    await assert.rejects(answer, /gave up/);
    const metric = { namespace: "AWS/Kinesis", name: "IncomingRecords", dimensions: { StreamName: "orders" } };
    const count = () => metrics.valuesBetween({ region: REGION, ...metric }, START, START + 60_000).sampleCount;
    assert.equal(count(), 0);
    answerLater({ status: 200, headers: {}, body: Buffer.from("{}") });
    await setImmediate();
    assert.deepEqual([count(), isStopped], [1, false]);
  });

  it("measure the time that an answer takes", async () => {
    const { put, count } = await measured((clock) => [faultsOf("answered-too-late", clock)]);
    await put();
    assert.deepEqual(count("PutRecord.Latency"), [6100, 1]);
  });

  it("count what is read, and how old its last record is", async () => {
    const { clock, kinesis, put, count, unitOf } = await measured();
    await put();
    clock.time += 1000;
    await put();
    clock.time += 4000;
    const { Shards } = (await kinesis.send(REGION, "ListShards", { StreamName: "orders" })) as {
      Shards: readonly { ShardId: string }[];
    };
    for (const { ShardId } of Shards) {
      const position = { StreamName: "orders", ShardId, ShardIteratorType: "TRIM_HORIZON" };
      let { ShardIterator } = await kinesis.send(REGION, "GetShardIterator", position);
      for (let time = 0; time < 2; time += 1) {
        ({ NextShardIterator: ShardIterator } = await kinesis.send(REGION, "GetRecords", { ShardIterator }));
      }
    }
    assert.deepEqual(count("GetRecords.Success"), [8, 8]);
    assert.deepEqual(count("GetRecords.Records"), [2, 8]);
    assert.deepEqual(count("GetRecords.Bytes"), [24, 8]);
    assert.deepEqual(count("GetRecords.IteratorAgeMilliseconds"), [4000, 8]);
    assert.deepEqual(count("ReadProvisionedThroughputExceeded"), [0, 8]);
    assert.deepEqual(unitOf("GetRecords.IteratorAgeMilliseconds"), ["Milliseconds"]);
  });
});
