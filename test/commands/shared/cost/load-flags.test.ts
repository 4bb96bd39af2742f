import assert from "node:assert/strict";

import { type LoadFlags, readLoad } from "../../../../commands/shared/cost/load-flags";
import { LOAD } from "./example";

const read = (flags: LoadFlags) => {
  const problems: string[] = [];
  return { load: readLoad(flags, problems), problems };
};

const GIVEN = { "records-per-second": "1000", "record-bytes": "1000" };

describe("a load on the command line", () => {
  it("needs a rate and a size, and has defaults for the rest", () => {
    assert.deepEqual(read(GIVEN), { load: LOAD, problems: [] });
  });

  it("is taken as it is given", () => {
    const { load, problems } = read({
      "records-per-second": "0.125",
      "record-bytes": "10485732",
      peak: "12.5",
      consumers: "0",
      connectors: "6",
      "latency-ms": "200",
      network: "nat",
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(load, {
      recordsPerSecond: 0.125,
      recordBytes: 10_485_732,
      peak: 12.5,
      consumers: 0,
      connectors: 6,
      latencyMs: 200,
      network: "nat",
    });
  });

  it("is refused with all its problems at once", () => {
    const rate = "a number above 0 and at most 1000000, with at most three decimal places";
    assert.deepEqual(
      read({
        "records-per-second": "many",
        "record-bytes": "0",
        peak: "1e3",
        consumers: "51",
        connectors: "1.5",
        "latency-ms": "",
        network: "moon",
      }).problems,
      [
        `--records-per-second: expected ${rate}, got many`,
        "--record-bytes: expected a whole number from 1 to 10485732, got 0",
        `--peak: expected ${rate}, not below --records-per-second, got 1e3`,
        "--consumers: expected a whole number from 0 to 50, got 51",
        "--connectors: expected a whole number from 1 to 10000, got 1.5",
        "--latency-ms: expected a whole number from 1 to 29000, got an empty text",
        "--network: expected one of internet, nat, vpc-endpoint, got moon",
      ],
    );
    assert.deepEqual(read({}).problems, [
      `--records-per-second: expected ${rate}, got nothing`,
      "--record-bytes: expected a whole number from 1 to 10485732, got nothing",
    ]);
  });

  it("has no peak below its average, no rate of zero and no fourth decimal place", () => {
    assert.equal(read({ ...GIVEN, peak: "999" }).problems.length, 1);
    for (const text of ["0", "1000001", "1.0001", "-1"]) {
      assert.equal(read({ ...GIVEN, "records-per-second": text, peak: "1000000" }).problems.length, 1, text);
    }
  });
});
