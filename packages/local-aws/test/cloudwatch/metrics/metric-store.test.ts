import assert from "node:assert/strict";

import { createMetricStore, type MetricStore } from "../../../src/cloudwatch/metrics/metric-store";
import { statisticOf } from "../../../src/cloudwatch/metrics/statistics";

const START = Date.UTC(2026, 10, 28, 12);
const MINUTE = 60_000;
const LATENCY = {
  region: "eu-west-1",
  namespace: "AWS/ApiGateway",
  name: "Latency",
  dimensions: { ApiName: "orders", Stage: "prod" },
};

function storeOf(values: readonly number[], timestamp = START): MetricStore {
  const store = createMetricStore();
  for (const value of values) store.put({ ...LATENCY, unit: "Milliseconds", value, timestamp });
  return store;
}

const read = (store: MetricStore, statistic: string, from = START, to = START + MINUTE): number =>
  statisticOf(statistic)(store.valuesBetween(LATENCY, from, to));

describe("the statistics of a metric", () => {
  const store = storeOf([40, 10, 20, 30]);
  const expected = {
    SampleCount: 4,
    Sum: 100,
    Average: 25,
    Minimum: 10,
    Maximum: 40,
    p50: 20,
    p99: 40,
    p0: 10,
    p100: 40,
  };

  for (const [statistic, value] of Object.entries(expected)) {
    it(`${statistic} of 10, 20, 30 and 40 is ${value}`, () => {
      assert.equal(read(store, statistic), value);
    });
  }

  it("a percentile has no error of floating point", () => {
    const hundred = storeOf(Array.from({ length: 100 }, (_, index) => index + 1));
    for (const percent of [1, 7, 28, 55, 57, 58, 99, 99.9]) {
      assert.equal(read(hundred, `p${percent}`), Math.ceil(percent));
    }
  });

  for (const statistic of ["tm99", "IQM", "p101", "p-1", "sum", "constructor", "p99.12345678901"]) {
    it(`${statistic} is refused`, () => {
      assert.throws(() => statisticOf(statistic), { name: "AwsError", type: "InvalidParameterValueException" });
    });
  }
});

describe("the metrics of an account", () => {
  it("differ by region, namespace, name and dimensions, and not by the order of dimensions", () => {
    const store = storeOf([1]);
    const [metric] = store.list("eu-west-1");
    assert.deepEqual(metric, { namespace: LATENCY.namespace, name: LATENCY.name, dimensions: LATENCY.dimensions });
    assert.deepEqual(store.list("eu-west-2"), []);
    const count = (over: object) => store.valuesBetween({ ...LATENCY, ...over }, START, START + MINUTE).sampleCount;
    assert.equal(count({}), 1);
    assert.equal(count({ dimensions: { Stage: "prod", ApiName: "orders" } }), 1);
    assert.equal(count({ dimensions: { ApiName: "orders" } }), 0);
    assert.equal(count({ region: "eu-west-2" }), 0);
    assert.equal(count({ name: "Count" }), 0);
    assert.equal(count({ namespace: "AWS/Kinesis" }), 0);
  });

  it("have values by unit; without a unit all count", () => {
    const store = storeOf([1]);
    store.put({ ...LATENCY, unit: "None", value: 2, timestamp: START });
    const sum = (unit?: string) => store.valuesBetween({ ...LATENCY, unit }, START, START + MINUTE).sum;
    assert.equal(sum("Milliseconds"), 1);
    assert.equal(sum("None"), 2);
    assert.equal(sum("Seconds"), 0);
    assert.equal(sum(), 3);
  });

  it("have values by whole minutes, the first one inclusive and the last one exclusive", () => {
    const store = createMetricStore();
    for (const [second, value] of [
      [0, 1],
      [59.999, 2],
      [60, 4],
      [120, 8],
    ] as const) {
      store.put({ ...LATENCY, unit: "Milliseconds", value, timestamp: START + second * 1000 });
    }
    assert.equal(read(store, "Sum", START, START + MINUTE), 3);
    assert.equal(read(store, "Sum", START, START + 2 * MINUTE), 7);
    assert.equal(read(store, "Sum", START + MINUTE, START + 3 * MINUTE), 12);
  });

  it("are kept for 25 hours", () => {
    const store = storeOf([1]);
    store.put({ ...LATENCY, unit: "Milliseconds", value: 1, timestamp: START + 25 * 60 * MINUTE });
    assert.equal(read(store, "Sum"), 1);
    store.put({ ...LATENCY, unit: "Milliseconds", value: 1, timestamp: START + (25 * 60 + 1) * MINUTE });
    assert.equal(read(store, "Sum"), 0);
  });

  it("stay small and nearly exact, however many distinct values a minute has", () => {
    const store = createMetricStore();
    const record = store.recorderOf({ ...LATENCY, unit: "Milliseconds" });
    for (let value = 1; value <= 1_000_000; value += 1) record(value, START);
    const values = store.valuesBetween(LATENCY, START, START + MINUTE);
    assert.equal(values.sampleCount, 1_000_000);
    assert.equal(values.sum, 500_000_500_000);
    assert.equal(values.maximum, 1_000_000);
    assert.ok(values.distinctValues < 5000, String(values.distinctValues));
    for (const percent of [50, 90, 99]) {
      const exact = percent * 10_000;
      assert.ok(Math.abs(values.percentile(percent) - exact) <= exact * 0.005, `p${percent}`);
    }
  });
});
