import assert from "node:assert/strict";

import { consumerLimit } from "../../../commands/plan/consumers";
import { keyLimit, limitsOf } from "../../../commands/plan/limits";
import type { Load } from "../../../commands/shared/cost/load";
import { LOAD, settingsWith } from "../shared/cost/example";

const limits = (load: Partial<Load> = {}, raw = {}, region = "us-east-1") =>
  limitsOf(settingsWith({ regions: [region], ...raw }).regions[0]!, { ...LOAD, ...load });
const perSecond = (...args: Parameters<typeof limits>) =>
  Object.fromEntries(limits(...args).map(({ name, recordsPerSecond }) => [name, recordsPerSecond]));

describe("what a region can take", () => {
  it("are the limits of API Gateway, the connectors and the stream", () => {
    assert.deepEqual(perSecond(), {
      "connections of the connectors": 200,
      "growth of the stream": 4000,
      "rate of the usage plan": 5000,
      "requests of the account": 10_000,
      "a new stream": 4000,
      "largest on-demand stream": (10_240 * 1_048_576) / 1028,
    });
  });

  it("is told with the limit first that the peak reaches first", () => {
    const used = limits({ peak: 6000 }).map(({ name, used: part }) => [name, part]);
    assert.deepEqual(used[0], ["connections of the connectors", 30]);
    assert.deepEqual(
      used,
      used.toSorted(([, one], [, other]) => Number(other) - Number(one)),
    );
    const [first] = limits({ connectors: 100 }, { api: { throttle: { ratePerSecond: 10 } } });
    assert.equal(first?.name, "rate of the usage plan");
  });

  it("is 2,500 requests a second in the regions that AWS lists, and 200 MB a second in most", () => {
    const milan = perSecond({}, {}, "eu-south-1");
    assert.equal(milan["requests of the account"], 2500);
    assert.equal(milan["largest on-demand stream"], (200 * 1_048_576) / 1028);
  });

  it("is connections / latency x connectors, and says how many connectors are enough", () => {
    const raw = { connector: { "max-connections-per-endpoint": 4 } };
    const [first] = limits({ connectors: 3, latencyMs: 100, peak: 1000 }, raw);
    assert.equal(first?.recordsPerSecond, 120);
    assert.match(first.raise, /^25 connectors for the peak, /);
  });

  it("has no such limit with HTTP/2, which has many requests on a connection", () => {
    assert.equal(perSecond({}, { connector: { protocol: "HTTP_2" } })["connections of the connectors"], undefined);
  });

  // https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html: "1 MB of data per second (including
  // partition keys)". The key is a digest of 28 characters.
  it("is bytes for large records, with their partition key and not rounded", () => {
    assert.equal(perSecond({ recordBytes: 4096 - 28 })["a new stream"], 1024);
    assert.equal(perSecond({ recordBytes: 5120 - 28 })["a new stream"], 819.2);
    assert.equal(perSecond({ recordBytes: 1500 })["a new stream"], 4_194_304 / 1528);
  });

  it("counts a record's bytes for a stream as for its shard", () => {
    for (const recordBytes of [1, 1025, 1500, 26_000, 1_048_576]) {
      const load = { ...LOAD, recordBytes, peak: 1 };
      const stream = perSecond({ recordBytes })["a new stream"]!;
      assert.ok(Math.abs(stream / 4 - keyLimit(load).recordsPerSecond) < 1e-6, String(recordBytes));
    }
  });

  it("is not that of a new stream for one that exists, whose owner decides", () => {
    for (const existing of [true, ["arn:aws:kinesis:us-east-1:444455556666:stream/shared"]]) {
      assert.deepEqual(Object.keys(perSecond({}, { streams: [{ name: "shared", existing }] })).sort(), [
        "connections of the connectors",
        "rate of the usage plan",
        "requests of the account",
      ]);
    }
  });

  it("names the burst of the usage plan", () => {
    const plan = limits({}, { api: { throttle: { burst: 1 } } }).find(({ name }) => name === "rate of the usage plan");
    assert.match(String(plan?.why), /and 1 at once, api\.throttle\.burst/);
  });

  it("is 20 consumers with enhanced fan-out, and 50 with Advantage", () => {
    assert.equal(consumerLimit({ consumers: 2 }), undefined);
    const limit = consumerLimit({ consumers: 25 })!;
    assert.deepEqual([limit.most, limit.withAdvantage, limit.used], [20, 50, 1.25]);
    assert.match(limit.source, /RegisterStreamConsumer/);
  });

  it("is twice the average for a stream that has had it", () => {
    assert.equal(perSecond({ recordsPerSecond: 3000, peak: 3000 })["growth of the stream"], 6000);
  });

  it("is one shard for one record of Aerospike", () => {
    assert.deepEqual(keyLimit({ ...LOAD, peak: 4000 }), { recordsPerSecond: 1000, share: 0.25 });
    const recordBytes = 2_097_152 - 28;
    assert.deepEqual(keyLimit({ ...LOAD, recordBytes, peak: 1 }), { recordsPerSecond: 0.5, share: 0.5 });
    assert.equal(keyLimit({ ...LOAD, peak: 10 }).share, 1);
  });
});
