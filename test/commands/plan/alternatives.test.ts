import assert from "node:assert/strict";

import { alternativesOf } from "../../../commands/plan/alternatives";
import { nameOf } from "../../../commands/plan/format/words";
import { estimateStage } from "../../../commands/shared/cost/estimate";
import { sumOf } from "../../../commands/shared/cost/line";
import type { Load } from "../../../commands/shared/cost/load";
import { formatUsd } from "../../../commands/shared/cost/money";
import { LOAD, PRICES, settingsWith } from "../shared/cost/example";

function alternatives(given: Partial<Load> = {}, raw = {}) {
  const settings = settingsWith({ connector: { "health-check": { enabled: false } }, ...raw });
  const load = { ...LOAD, ...given };
  const [estimate] = estimateStage(settings, load, { prices: PRICES }).regions;
  return { estimate: estimate!, list: alternativesOf(settings.regions[0]!, estimate!, load, PRICES) };
}

const linesOf = (name: RegExp, ...args: Parameters<typeof alternatives>) => {
  const found = alternatives(...args).list.find((alternative) => name.test(alternative.name));
  assert.ok(found, String(name));
  return Object.fromEntries(found.lines.map((line) => [nameOf(line), formatUsd(line.amount)]));
};

describe("an alternative", () => {
  it("takes the place of one part and keeps the others", () => {
    const { estimate, list } = alternatives();
    const advantage = list[0]!;
    assert.equal(advantage.total, estimate.total - sumOf(estimate.parts.stream) + sumOf(advantage.lines));
    for (const { total, difference } of list) assert.equal(total - estimate.total, difference);
  });

  it("says what is lost or needed with it", () => {
    for (const { name, but } of alternatives().list) assert.ok(but.length > 10, name);
  });

  // 25 MiB a second for 730 hours are 64,160.16 GB: 0.032 in and 0.016 out.
  it("of On-demand Advantage costs its commitment, or the use where that is more", () => {
    assert.deepEqual(linesOf(/Advantage/), { "Advantage data in": "2,053.13", "Advantage data out": "1,026.56" });
    // 30,000 records a second of 1 KB are 75,187.68 GB.
    assert.deepEqual(linesOf(/Advantage/, { recordsPerSecond: 30_000, peak: 30_000 }), {
      "Advantage data in": "2,406.01",
      "Advantage data out": "1,203.00",
    });
  });

  // 1,000 records a second of 26,000 bytes and a key of 28 are 24.82 MB, in two payload units each.
  it("of provisioned shards has as many as the peak needs", () => {
    const load = { recordBytes: 26_000 };
    assert.equal(alternatives(load).list[1]?.name, "Kinesis with 25 provisioned shards");
    assert.deepEqual(linesOf(/provisioned/, load), {
      "Provisioned shard hours": "273.75",
      "PUT payload units": "73.58",
    });
    assert.equal(alternatives({ peak: 4001, recordBytes: 1 }).list[1]?.name, "Kinesis with 5 provisioned shards");
    assert.equal(alternatives({ peak: 1000, recordBytes: 1020 }).list[1]?.name, "Kinesis with 1 provisioned shard");
    // Two consumers share 2 MB a second of each shard.
    assert.equal(alternatives({ ...load, consumers: 2 }).list[1]?.name, "Kinesis with 25 provisioned shards");
    assert.equal(linesOf(/provisioned/, { consumers: 3 })["Fan-out consumer-shard hours"], "32.85");
    assert.equal(
      linesOf(/provisioned/, {}, { streams: [{ retentionHours: 48 }] })["Shard retention, 24 h to 7 days"],
      "14.60",
    );
  });

  it("of provisioned shards counts those of every stream, each with its own retention", () => {
    const streams = [{ name: "a", retentionHours: 168 }, { name: "b", retentionHours: 24 }, { name: "c" }];
    const raw = { streams, connector: { "health-check": { enabled: false }, streamname: "b" } };
    const load = { peak: 3000, recordBytes: 100 };
    assert.equal(alternatives(load, raw).list[1]?.name, "Kinesis with 5 provisioned shards");
    const found = linesOf(/provisioned/, load, raw);
    // 5 x 730 hours at 0.015, and one shard that keeps longer, at 0.02.
    assert.equal(found["Provisioned shard hours"], "54.75");
    assert.equal(found["Shard retention, 24 h to 7 days"], "14.60");
    const longer = {
      ...raw,
      streams: [
        { name: "a", retentionHours: 168 },
        { name: "b", retentionHours: 48 },
      ],
    };
    assert.equal(linesOf(/provisioned/, load, longer)["Shard retention, 24 h to 7 days"], "58.40");
  });

  it("of an HTTP API counts a request for each 512 KB", () => {
    assert.deepEqual(linesOf(/HTTP API/, { recordsPerSecond: 1, peak: 1, recordBytes: 524_289 }), {
      "HTTP API requests, first 300": "5.26",
    });
  });

  const LOGS_METRICS_TRACES = /^(Log |Custom and detailed|X-Ray)/;
  it("of a writer of your own has no API and no network, nor what watches an API", () => {
    const { estimate, list } = alternatives();
    const own = list.find(({ name }) => name === "your own writer with PutRecords");
    const watching = estimate.parts.monitoring.filter(({ name }) => LOGS_METRICS_TRACES.test(name));
    assert.equal(watching.length, 4);
    assert.equal(
      own?.total,
      estimate.total - sumOf(estimate.parts.api) - sumOf(estimate.parts.network) - sumOf(watching),
    );
  });

  it("of an HTTP API has no traces", () => {
    const { estimate, list } = alternatives();
    const http = list.find(({ name }) => name.startsWith("HTTP API"))!;
    assert.ok(estimate.parts.monitoring.some(({ name }) => name === "X-Ray traces"));
    const traces = estimate.parts.monitoring.filter(({ name }) => name === "X-Ray traces");
    assert.ok(http.lines.every(({ name }) => name.startsWith("HTTP API")));
    assert.equal(http.total, estimate.total - sumOf(estimate.parts.api) - sumOf(traces) + sumOf(http.lines));
  });

  it("of Kinesis says when it takes too few consumers", () => {
    const notes = (consumers: number) =>
      alternatives({ consumers })
        .list.slice(0, 2)
        .map(({ but }) => /TOO SMALL: .*/.exec(but)?.[0]);
    assert.deepEqual(notes(20), [undefined, undefined]);
    assert.deepEqual(notes(21), [undefined, "TOO SMALL: a stream then takes 20 consumers with enhanced fan-out."]);
  });

  it("of On-demand Advantage is marked where nobody says that the region has it", () => {
    const note = (region: string) => alternatives({}, { regions: [region] }).list[0]?.but;
    for (const region of ["cn-north-1", "us-gov-west-1"]) {
      assert.match(String(note(region)), new RegExp(`^It is not known whether ${region} has it\\.`));
    }
    assert.doesNotMatch(String(note("eu-west-1")), /not known/);
  });

  it("of Kinesis is none for a stream of another account", () => {
    const existing = ["arn:aws:kinesis:us-east-1:444455556666:stream/shared"];
    const { list } = alternatives({}, { streams: [{ name: "shared", existing }] });
    assert.ok(!list.some(({ name }) => name.startsWith("Kinesis")));
  });

  it("of the network is each one that the load does not use", () => {
    const names = (network: Load["network"]) => alternatives({ network }).list.map(({ name }) => name);
    assert.ok(!names("nat").some((name) => name.includes("NAT")));
    assert.deepEqual(names("internet").slice(-2), [
      "connectors in a VPC, NAT gateways",
      "connectors in a VPC, VPC endpoint",
    ]);
  });
});
