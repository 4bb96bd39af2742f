import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { readPrices } from "../../../../commands/shared/cost/read-prices";
import { UserError } from "../../../../commands/shared/errors";
import { PROJECT } from "../../../support/program";

const TODAY = new Date("2026-11-28T00:00:00Z");
const RIGHT = readFileSync(join(PROJECT, "commands", "shared", "cost", "prices.json"), "utf8");
const NAMED = /^commands\/shared\/cost\/prices\.json/;

/** What is said of a file. */
async function problemsOf(text: string, today = TODAY): Promise<string> {
  return inTemporaryDirectory(async (directory) => {
    const file = join(directory, "prices.json");
    writeFileSync(file, text);
    await Promise.resolve();
    try {
      readPrices(today, file);
      return "";
    } catch (error) {
      // Its message is for people, without a stack.
      assert.ok(error instanceof UserError);
      assert.match(error.message, NAMED);
      return error.message;
    }
  });
}

type Json = Record<string, { regions: Record<string, Record<string, unknown>> } & Record<string, unknown>>;

/** The file with other things in the price of requests in us-east-1. */
const changed = (change: (prices: Json) => void): string => {
  const prices = JSON.parse(RIGHT) as Json;
  change(prices);
  return JSON.stringify(prices);
};
const withPrice = (price: Record<string, unknown>): string =>
  changed((prices) => Object.assign(prices.streamHours!.regions["us-east-1"]!, price));

const AT = "streamHours\\.regions\\.us-east-1";

describe("the file of prices", () => {
  it("is right as it is shipped", async () => {
    assert.equal(await problemsOf(RIGHT), "");
  });

  const wrong: Record<string, readonly [text: string, said: RegExp]> = {
    "a comma in a price": [
      withPrice({ tiers: [{ usd: "3,50" }] }),
      new RegExp(`${AT}\\.tiers\\[0\\]\\.usd: expected US dollars in quotes, .*such as "3\\.50", got "3,50"`),
    ],
    "a price that is a number": [
      withPrice({ tiers: [{ usd: 3.5 }] }),
      new RegExp(`${AT}\\.tiers\\[0\\]\\.usd: expected US dollars in quotes, .*, got 3\\.5$`, "m"),
    ],
    "a price without tiers": [withPrice({ tiers: [] }), new RegExp(`${AT}\\.tiers: expected tiers .*, got \\[\\]`)],
    "tiers out of order": [
      withPrice({ tiers: [{ upTo: 5, usd: "2" }, { upTo: 3, usd: "1" }, { usd: "1" }] }),
      new RegExp(`${AT}\\.tiers: expected tiers whose upTo rise`),
    ],
    "a last tier with an end": [
      withPrice({ tiers: [{ upTo: 5, usd: "2" }] }),
      new RegExp(`${AT}\\.tiers: expected tiers .* the last tier, and no other, has none`),
    ],
    "a month that does not exist": [
      withPrice({ read: "2026-13" }),
      new RegExp(`${AT}\\.read: expected a month of the form YYYY-MM, at latest 2026-11, got "2026-13"`),
    ],
    "a month in words": [withPrice({ read: "Feb 2025" }), new RegExp(`${AT}\\.read: .* got "Feb 2025"`)],
    "a month that is not there yet": [withPrice({ read: "2026-12" }), new RegExp(`${AT}\\.read: .* got "2026-12"`)],
    "an address that is none": [withPrice({ source: "a bill" }), new RegExp(`${AT}\\.source: .* got "a bill"`)],
    "a misspelled key": [withPrice({ raed: "2026-09" }), new RegExp(`${AT}\\.raed: expected one of the keys tiers,`)],
    "a price that is gone": [
      changed((prices) => delete prices.streamHours),
      /streamHours: expected a map with the keys name, unit, regions, got nothing/,
    ],
    "a price of nothing that the estimate knows": [
      changed((prices) => (prices.strimHours = prices.streamHours!)),
      /strimHours: expected one of the keys restRequests, .*, got an unknown key/,
    ],
    "no price of the region that stands in for others": [
      changed((prices) => delete prices.streamHours!.regions["us-east-1"]),
      /streamHours\.regions: expected a price of us-east-1, .*, got us-east-2, eu-central-1/,
    ],
    "a region that cannot be one": [
      changed((prices) => (prices.streamHours!.regions.Ohio = prices.streamHours!.regions["us-east-2"]!)),
      /streamHours\.regions: expected names of AWS regions, got us-east-1, us-east-2, eu-central-1, Ohio/,
    ],
    "an unknown unit": [
      changed((prices) => Object.assign(prices.streamHours!, { unit: "day" })),
      /streamHours\.unit: expected one of million requests, .*, got "day"/,
    ],
    "a file that was cut": [RIGHT.slice(0, 400), /prices\.json: expected a file of JSON, got: /],
    "a list": ["[]", /expected a map with the keys restRequests, .*, got \[\]/],
  };
  for (const [name, [text, said]] of Object.entries(wrong)) {
    it(`is refused with its price for ${name}`, async () => {
      assert.match(await problemsOf(text), said);
    });
  }

  it("is refused with all its problems at once", async () => {
    const said = await problemsOf(withPrice({ tiers: [{ usd: "x" }], read: "soon" }));
    assert.match(said, /has 2 problems:\n {2}- .*usd: .*\n {2}- .*read: /);
  });

  it("may be of the present month", async () => {
    assert.equal(await problemsOf(withPrice({ read: "2026-11" })), "");
  });

  it("is refused if it is not there", () => {
    assert.throws(() => readPrices(TODAY, "/nowhere/prices.json"), UserError);
  });
});
