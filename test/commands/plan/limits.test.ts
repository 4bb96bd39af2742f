import assert from "node:assert/strict";

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
      "largest on-demand stream": 10_485_760,
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
    assert.equal(milan["largest on-demand stream"], 204_800);
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

  it("is bytes for large records, each rounded up to 1 KB", () => {
    assert.equal(perSecond({ recordBytes: 4096 })["a new stream"], 1024);
    assert.equal(perSecond({ recordBytes: 4097 })["a new stream"], 819.2);
  });

  it("is twice the average for a stream that has had it", () => {
    assert.equal(perSecond({ recordsPerSecond: 3000, peak: 3000 })["growth of the stream"], 6000);
  });

  it("is one shard for one record of Aerospike", () => {
    assert.deepEqual(keyLimit({ ...LOAD, peak: 4000 }), { recordsPerSecond: 1000, share: 0.25 });
    assert.deepEqual(keyLimit({ ...LOAD, recordBytes: 2_097_152, peak: 1 }), { recordsPerSecond: 0.5, share: 0.5 });
    assert.equal(keyLimit({ ...LOAD, peak: 10 }).share, 1);
  });
});
