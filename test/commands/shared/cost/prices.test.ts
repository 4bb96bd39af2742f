import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";

import { type Line, pricerOf, sumOf } from "../../../../commands/shared/cost/line";
import { parseUsd } from "../../../../commands/shared/cost/money";
import { priceMonths, priceNotes } from "../../../../commands/shared/cost/price-notes";
import { isOld, priceIn, type PriceName, type Prices } from "../../../../commands/shared/cost/prices";
import { UNITS } from "../../../../commands/shared/cost/units";
import { PROJECT } from "../../../support/program";
import { PRICES } from "./example";

/** Whose prices stand in for others. */
const FALLBACK_REGION = "us-east-1";
const GB = UNITS.GB.size;
const NAMES = Object.keys(PRICES) as PriceName[];
const everyPrice = NAMES.flatMap((name) =>
  Object.entries(PRICES[name].regions).map(([region, price]) => ({ name, region, price: price! })),
);

describe("the list of prices", () => {
  it("says of each price what it is for, from where and from when", () => {
    for (const { name, region, price } of everyPrice) {
      const where = `${name} in ${region}`;
      assert.ok(PRICES[name].unit in UNITS, where);
      assert.match(price.read, /^20\d\d-(0[1-9]|1[0-2])$/, where);
      assert.match(
        price.source,
        /^https:\/\/(aws\.amazon\.com\/[\w-]+\/.*pricing\/|pricing\.us-east-1\.amazonaws\.com\/offers\/)/,
        where,
      );
      for (const { usd } of price.tiers) assert.ok(parseUsd(usd) > 0n, where);
    }
  });

  it("has Kinesis' prices of the regions that docs/cost.md names, and of no others", () => {
    const page = readFileSync(join(PROJECT, "docs", "cost.md"), "utf8");
    const [, whole = ""] = /\*\*Kinesis is priced by us-east-1 in every region but ([\w, -]+)\.\*\*/.exec(page) ?? [];
    const [, alone = ""] = /Of (\S+) the stream hours alone are known/.exec(page) ?? [];
    const regionsOf = (name: PriceName) => Object.keys(PRICES[name].regions).sort();
    assert.deepEqual(regionsOf("dataIn"), [FALLBACK_REGION, ...whole.split(", ")].sort());
    assert.deepEqual(regionsOf("streamHours"), [...regionsOf("dataIn"), alone].sort());
  });

  it("has tiers that follow each other, and the last has no end", () => {
    for (const { name, region, price } of everyPrice) {
      const ends = price.tiers.map(({ upTo }) => upTo ?? Infinity);
      assert.equal(ends.at(-1), Infinity, `${name} in ${region}`);
      assert.deepEqual(
        ends,
        [...new Set(ends)].sort((one, other) => one - other),
        `${name} in ${region}`,
      );
    }
  });

  it("has every price in the region whose prices stand in for others", () => {
    for (const name of NAMES) assert.equal(priceIn(PRICES, name, "mars-north-1").region, FALLBACK_REGION, name);
  });

  it("gives a region its own price where there is one", () => {
    assert.equal(priceIn(PRICES, "restRequests", "eu-west-1").price.tiers[1]?.usd, "3.19");
  });
});

const example: Prices = {
  ...PRICES,
  restRequests: {
    name: "Requests",
    unit: "million requests",
    regions: {
      "us-east-1": {
        tiers: [{ upTo: 3, usd: "3.00" }, { upTo: 5, usd: "2.00" }, { usd: "1.00" }],
        read: "2025-03",
        source: "",
      },
      "eu-west-1": { tiers: [{ usd: "4.00" }], read: "2026-09", source: "", uncertain: "it is a guess" },
    },
  },
};
const amounts = (lines: readonly Line[]) => lines.map(({ tier, quantity, amount }) => [tier, quantity, amount]);

describe("a price", () => {
  const price = pricerOf(example, "us-east-1");

  it("is charged tier by tier", () => {
    assert.deepEqual(amounts(price("restRequests", 6_500_000n)), [
      ["first 3", 3_000_000n, 9_000_000_000n],
      ["next 2", 2_000_000n, 4_000_000_000n],
      ["over 5", 1_500_000n, 1_500_000_000n],
    ]);
    assert.deepEqual(amounts(price("restRequests", 3_000_000n)), [["first 3", 3_000_000n, 9_000_000_000n]]);
  });

  it("is charged for nothing where nothing is used", () => {
    assert.deepEqual(price("restRequests", 0n), []);
  });

  it("has no jump: one thing more costs no more than its tier's price", () => {
    for (const name of NAMES) {
      const of = pricerOf(PRICES, FALLBACK_REGION);
      const { unit, regions } = PRICES[name];
      const { tiers } = regions[FALLBACK_REGION]!;
      const ends = tiers.flatMap(({ upTo }) => (upTo === undefined ? [] : [BigInt(upTo) * UNITS[unit].size]));
      fc.assert(
        fc.property(fc.constantFrom(...ends, GB, 1_000_000n), fc.bigInt({ min: -3n, max: 3n }), (near, offset) => {
          const quantity = near + offset;
          const more = sumOf(of(name, quantity + 1n)) - sumOf(of(name, quantity));
          const most = tiers.map(({ usd }) => parseUsd(usd)).reduce((one, other) => (one > other ? one : other));
          // Each tier is rounded by itself, to a billionth of a dollar.
          assert.ok(more >= -1n && more <= most / UNITS[unit].size + 2n, `${name} at ${quantity}: ${more}`);
        }),
      );
    }
  });

  it("is old from the month after a year", () => {
    assert.equal(isOld("2025-03", new Date("2026-03-31T23:00:00Z")), false);
    assert.equal(isOld("2025-03", new Date("2026-04-01T00:00:00Z")), true);
    assert.equal(isOld("2025-12", new Date("2026-12-31T00:00:00Z")), false);
  });
});

describe("the notes on prices", () => {
  const used = (region: string) => [{ region, lines: pricerOf(example, region)("restRequests", 4_000_000n) }];
  const today = new Date("2026-11-28T00:00:00Z");

  it("name a price that is another region's", () => {
    assert.deepEqual(priceNotes(used("ap-south-1"), today)[0], "NOT PRICES OF ap-south-1 but of us-east-1: Requests.");
    assert.match(
      priceNotes(used("ap-south-1"), today, ", also in the alternatives").join("\n"),
      /^NOT PRICES OF ap-south-1 but of us-east-1, also in the alternatives: Requests\.$/m,
    );
  });

  it("name a price that is older than a year, with its month", () => {
    assert.deepEqual(priceNotes(used("us-east-1"), today), [
      "Older than a year: Requests (us-east-1), price of 2025-03.",
    ]);
  });

  it("name an uncertain price, with the reason", () => {
    assert.deepEqual(priceNotes(used("eu-west-1"), today), ["Uncertain: Requests (eu-west-1): it is a guess."]);
  });

  it("have the months of all prices", () => {
    assert.equal(priceMonths([...used("us-east-1"), ...used("eu-west-1")]), "2025-03 to 2026-09");
    assert.equal(priceMonths(used("us-east-1")), "2025-03");
  });
});
