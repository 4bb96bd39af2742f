import assert from "node:assert/strict";

import { type LocalAws, startLocalAws } from "../../src";
import { createFaultInjector, realFaultEnvironment } from "../../src/faults";

const REGION = "eu-west-1";
const START = Date.UTC(2026, 10, 28, 12);

describe("the metrics of a running account", () => {
  let aws: LocalAws;
  const faults = createFaultInjector({
    environment: realFaultEnvironment(1),
    accountId: "123456789012",
    integrationTimeoutMs: 6000,
    callTimeoutMs: 8000,
  });

  before(async () => {
    aws = await startLocalAws({ store: "memory", clock: () => START, kinesisLayers: [faults.kinesisLayer] });
    await aws.kinesis.send(REGION, "CreateStream", {
      StreamName: "orders",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
    });
  });
  after(() => aws.stop());

  it("have the records and the faults of its streams, at the time that is handed in", async () => {
    const record = { StreamName: "orders", PartitionKey: "k", Data: "AA==" };
    await aws.kinesis.send(REGION, "PutRecord", record);
    faults.set([{ fault: "ProvisionedThroughputExceeded" }]);
    await assert.rejects(aws.kinesis.send(REGION, "PutRecord", record), { type: /ProvisionedThroughputExceeded/ });
    const valuesOf = (name: string) => {
      const metric = { region: REGION, namespace: "AWS/Kinesis", name, dimensions: { StreamName: "orders" } };
      const { sum, sampleCount } = aws.cloudWatch.metrics.valuesBetween(metric, START, START + 60_000);
      return [sum, sampleCount];
    };
    assert.deepEqual(valuesOf("IncomingRecords"), [1, 1]);
    assert.deepEqual(valuesOf("WriteProvisionedThroughputExceeded"), [1, 2]);
    assert.deepEqual(valuesOf("PutRecord.Success"), [1, 2]);
  });

  it("are kept under CloudWatch's own time where one is handed in, and their latencies are as long as ever", async () => {
    let minute = START;
    const withOwnTime = await startLocalAws({ store: "memory", clock: () => START, metricClock: () => minute });
    try {
      await withOwnTime.kinesis.send(REGION, "CreateStream", { StreamName: "orders", ShardCount: 1 });
      for (let minutes = 0; minutes < 3; minutes += 1) {
        minute = START + minutes * 60_000;
        await withOwnTime.kinesis.send(REGION, "PutRecord", { StreamName: "orders", PartitionKey: "k", Data: "AA==" });
      }
      const valuesOf = (name: string) => {
        const metric = { region: REGION, namespace: "AWS/Kinesis", name, dimensions: { StreamName: "orders" } };
        return [0, 1, 2, 3].map((minutes) => {
          const from = START + minutes * 60_000;
          const { sum, sampleCount } = withOwnTime.cloudWatch.metrics.valuesBetween(metric, from, from + 60_000);
          return sampleCount === 0 ? "nothing" : sum;
        });
      };
      assert.deepEqual(valuesOf("IncomingRecords"), [1, 1, 1, "nothing"]);
      assert.deepEqual(valuesOf("PutRecord.Latency"), [0, 0, 0, "nothing"]);
    } finally {
      await withOwnTime.stop();
    }
  });

  it("change no alarm by themselves, and publish nothing without one", () => {
    const end = aws.publisher.onMessage(() => assert.fail("nothing is published"));
    assert.deepEqual(aws.cloudWatch.alarms.evaluate(START + 3_600_000), []);
    end();
  });
});
