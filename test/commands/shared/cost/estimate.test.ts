import assert from "node:assert/strict";

import fc from "fast-check";

import { estimateStage } from "../../../../commands/shared/cost/estimate";
import type { Features } from "../../../../commands/shared/cost/features";
import { pricerOf, sumOf } from "../../../../commands/shared/cost/line";
import { type Load, NETWORKS, recordsPerMonth } from "../../../../commands/shared/cost/load";
import { formatUsd } from "../../../../commands/shared/cost/money";
import type { PriceName } from "../../../../commands/shared/cost/prices";
import { MB, UNITS } from "../../../../commands/shared/cost/units";
import { LOAD, NOT_WATCHED, PRICES, settingsWith } from "./example";

const WITHOUT_CHECKS = { connector: { "health-check": { enabled: false } } };

/** Name, quantity, amount in cents. */
const rows = (load: Partial<Load>, raw = {}, features: Partial<Features> = {}) => {
  const settings = settingsWith({ ...WITHOUT_CHECKS, ...raw });
  const estimate = estimateStage(
    settings,
    { ...LOAD, ...load },
    {
      prices: PRICES,
      features: () => ({ ...NOT_WATCHED, ...features }),
    },
  );
  return Object.fromEntries(
    estimate.regions[0]!.lines.map(({ name, tier, amount }) => [
      [name, tier].filter(Boolean).join(", "),
      formatUsd(amount),
    ]),
  );
};

const cost = (name: PriceName, quantity: bigint) => formatUsd(sumOf(pricerOf(PRICES, "us-east-1")(name, quantity)));

describe("AWS's own examples come out as AWS says", () => {
  // https://aws.amazon.com/api-gateway/pricing/: 300 million at $1.00, "132 million * $0.90/million".
  it("HTTP API: 432 million requests cost 418.80", () => {
    assert.equal(cost("httpRequests", 432_000_000n), "418.80");
  });

  // The tiers of the same page, added by hand: 333 x 3.50 + 667 x 2.80 + 500 x 2.38.
  it("REST API: 1,500 million requests cost 4,223.10", () => {
    assert.equal(cost("restRequests", 1_500_000_000n), "4,223.10");
  });

  // https://aws.amazon.com/kinesis/data-streams/pricing/: "if your data records are 4.5 KB each, Kinesis Data Streams will
  // count each record as 5 KB". 2,628,000 records of 5 KB are 12.53 GB, at 0.08.
  it("Kinesis: records of 4.5 KB count as 5 KB", () => {
    assert.equal(rows({ recordsPerSecond: 1, peak: 1, recordBytes: 4608 })["Kinesis data in"], "1.00");
    assert.deepEqual(rows({ recordBytes: 4608 })["Kinesis data in"], rows({ recordBytes: 5120 })["Kinesis data in"]);
    assert.notEqual(rows({ recordBytes: 5121 })["Kinesis data in"], rows({ recordBytes: 5120 })["Kinesis data in"]);
  });

  // https://aws.amazon.com/kms/pricing/: $1 a key, $0.03 for 10,000 requests: 100,000 requests without the free 20,000.
  it("KMS: one key and 80,000 requests cost 1.24", () => {
    const lines = [
      ...pricerOf(PRICES, "us-east-1")("kmsKeys", 1n),
      ...pricerOf(PRICES, "us-east-1")("kmsRequests", 80_000n),
    ];
    assert.equal(formatUsd(sumOf(lines)), "1.24");
  });

  // 2,000 records a second of 1 KB for 30 days, worked out by hand: 5,184 million records are 4,943.85 GB.
  it("Kinesis: 30 days of 2,000 records a second", () => {
    const bytes = 5_184_000_000n * 1024n;
    assert.equal(cost("dataIn", bytes), "395.51");
    assert.equal(cost("dataOut", 2n * bytes), "395.51");
    assert.equal(cost("fanOut", bytes), "247.19");
    assert.equal(cost("streamHours", 720n), "28.80");
    assert.equal(cost("advantageDataIn", 25n * MB * 2_592_000n), "2,025.00");
  });
});

describe("the price of a region", () => {
  // 1,000 records a second are 2,628 million in 730 hours, and 2,506.26 GB of 1 KB.
  it("is worked out by hand for a plain stage", () => {
    assert.deepEqual(rows({}), {
      "API Gateway requests, first 333": "1,165.50",
      "API Gateway requests, next 667": "1,867.60",
      "API Gateway requests, next 19,000": "3,874.64",
      "Kinesis stream hours": "29.20",
      "Kinesis data in": "200.50",
      "Kinesis data out": "100.25",
      "KMS requests": "0.05",
      Secrets: "0.40",
      "Data transfer to the Internet": "132.17",
    });
  });

  it("has the hours of every stream, and the retention of the one that the connectors write to", () => {
    const streams = [
      { name: "a", retentionHours: 8760 },
      { name: "b", retentionHours: 168 },
    ];
    const found = rows({}, { streams, connector: { ...WITHOUT_CHECKS.connector, streamname: "b" } });
    assert.equal(found["Kinesis stream hours"], "58.40");
    // 2,506.26 GB in 730 hours, for 144 hours more: 494.39 GB.
    assert.equal(found["Kinesis retention, 24 h to 7 days"], "49.44");
    assert.equal(found["Kinesis retention past 7 days"], undefined);
    const long = rows({}, { streams: [{ name: "a", retentionHours: 898 }] });
    assert.equal(long["Kinesis retention, 24 h to 7 days"], "49.44");
    // 730 hours past the seven days: all 2,506.26 GB, at 0.023.
    assert.equal(long["Kinesis retention past 7 days"], "57.64");
  });

  it("counts the connectors' health checks as requests", () => {
    const checks = { connector: { "health-check": { "interval-seconds": 5 } } };
    // 10 connectors, every 5 seconds: 5.256 million of 2,628,000 records.
    const found = rows({ recordsPerSecond: 1, peak: 1, connectors: 10 }, checks);
    assert.equal(found["API Gateway requests, first 333"], "27.59");
  });

  it("takes three consumers and more as enhanced fan-out", () => {
    assert.equal(rows({ consumers: 2 })["Kinesis data out"], "200.50");
    const three = rows({ consumers: 3 });
    assert.equal(three["Kinesis data out"], undefined);
    assert.equal(three["Kinesis enhanced fan-out"], "375.94");
    assert.equal(rows({ consumers: 0 })["Kinesis data out"], undefined);
  });

  it("has the connectors' network", () => {
    const nat = rows({ network: "nat" });
    assert.equal(nat["NAT gateway hours"], "65.70");
    // 2,628 million x (1,000 + 600 + 600) bytes are 5,384.53 GB.
    assert.equal(nat["NAT gateway data"], "242.30");
    assert.equal(nat["Data transfer to the Internet"], undefined);
    assert.equal(rows({ network: "vpc-endpoint" })["VPC endpoint data, first 1,048,576"], "53.85");
  });

  it("has what the region is watched with", () => {
    const features = {
      accessLogBytes: 674,
      logRetentionDays: 30,
      metrics: 5,
      alarmMetrics: 10,
      compositeAlarms: 2,
      dashboards: 1,
      tracing: true,
      kmsKeys: 2,
    };
    const found = rows({}, {}, features);
    // 2,628 million x 700 bytes are 1,713.26 GB; for 720 of 730 hours, 15 of 100.
    assert.equal(found["Log ingestion"], "856.63");
    assert.equal(found["Log storage"], "7.60");
    assert.equal(found["Custom and detailed metrics"], "1.50");
    assert.equal(found["Alarms, by metric"], "1.00");
    assert.equal(found["Composite alarms"], "1.00");
    assert.equal(found.Dashboard, "3.00");
    // One a second, of 2,628,000 seconds.
    assert.equal(found["X-Ray traces"], "13.14");
    assert.equal(rows({ recordsPerSecond: 0.5 }, {}, features)["X-Ray traces"], "6.57");
    assert.equal(found["KMS keys"], "2.00");
  });

  it("names what the settings switch off, and nothing that another region has for the stage", () => {
    const off = { accessLog: false, tracing: false, dashboard: false, alarms: { enabled: false } };
    const [region] = estimateStage(settingsWith({ observability: off }), LOAD, { prices: PRICES }).regions;
    assert.deepEqual(region?.absent, [
      "no access log (observability.accessLog is false)",
      "no alarms (observability.alarms.enabled is false)",
      "no dashboard (observability.dashboard is false)",
      "no tracing (observability.tracing is false)",
    ]);
    const two = estimateStage(settingsWith({ regions: ["us-east-1", "eu-west-1"] }), LOAD, { prices: PRICES }).regions;
    assert.deepEqual(
      two.map(({ absent }) => absent),
      [[], []],
    );
  });
});

describe("every estimate", () => {
  const load = fc.record({
    recordsPerSecond: fc.integer({ min: 1, max: 1_000_000_000 }).map((thousandths) => thousandths / 1000),
    recordBytes: fc.integer({ min: 1, max: 10_485_760 }),
    peak: fc.constant(1_000_000),
    consumers: fc.integer({ min: 0, max: 50 }),
    connectors: fc.integer({ min: 1, max: 1000 }),
    latencyMs: fc.constant(50),
    network: fc.constantFrom(...NETWORKS),
  });
  const settings = settingsWith({
    regions: ["us-east-1", "eu-west-1", "ap-south-1", "sa-east-1"],
    streams: [{ retentionHours: 500 }],
  });

  it("is the exact sum of its lines", () => {
    fc.assert(
      fc.property(load, (given) => {
        const { total, regions } = estimateStage(settings, given, { prices: PRICES });
        assert.equal(total, sumOf(regions.flatMap(({ lines }) => lines)));
        for (const region of regions) assert.equal(region.total, sumOf(region.lines));
      }),
    );
  });

  for (const [what, more] of Object.entries<(given: Load) => Load>({
    rate: (given) => ({ ...given, recordsPerSecond: given.recordsPerSecond + 1 }),
    size: (given) => ({ ...given, recordBytes: given.recordBytes + 1 }),
    "number of consumers": (given) => ({ ...given, consumers: given.consumers + 1 }),
    "number of connectors": (given) => ({ ...given, connectors: given.connectors + 1 }),
  })) {
    it(`does not fall with the ${what}`, () => {
      fc.assert(
        fc.property(load, (given) => {
          const [before, after] = [
            estimateStage(settings, given, { prices: PRICES }),
            estimateStage(settings, more(given), { prices: PRICES }),
          ];
          assert.ok(after.total >= before.total, `${formatUsd(before.total)} and ${formatUsd(after.total)}`);
        }),
      );
    });
  }

  it("counts the records of 730 hours exactly", () => {
    assert.equal(recordsPerMonth(0.001), 2628n);
    assert.equal(recordsPerMonth(1.1), 2_890_800n);
    assert.equal(UNITS.GB.size, 1_073_741_824n);
  });

  it("can be of one region", () => {
    const { regions } = estimateStage(settings, LOAD, { prices: PRICES, region: "eu-west-1" });
    assert.deepEqual(
      regions.map(({ region }) => region),
      ["eu-west-1"],
    );
  });
});
