import assert from "node:assert/strict";

import fc from "fast-check";

import { divideRounded, exactUsd, formatUsd, parseUsd } from "../../../../commands/shared/cost/money";

describe("money", () => {
  it("is read to a billionth of a dollar", () => {
    assert.equal(parseUsd("3.50"), 3_500_000_000n);
    assert.equal(parseUsd("0.000000001"), 1n);
    assert.equal(parseUsd("12"), 12_000_000_000n);
  });

  it("is not read from anything else", () => {
    for (const text of ["", ".5", "1.", "1e3", "-1", "1.0000000001", "1,000"]) {
      assert.throws(() => parseUsd(text), /expected US dollars with at most nine decimal places/, text);
    }
  });

  it("is written for people, rounded to cents", () => {
    assert.equal(formatUsd(1_165_500_000_000n), "1,165.50");
    assert.equal(formatUsd(1_234_567_890_000_000n), "1,234,567.89");
    assert.equal(formatUsd(4_999_999n), "0.00");
    assert.equal(formatUsd(5_000_000n), "0.01");
    assert.equal(formatUsd(-400_000_000n), "-0.40");
    assert.equal(formatUsd(-1n), "0.00");
  });

  it("is written for programs without a loss", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (amount) => {
        assert.equal(parseUsd(exactUsd(amount)), amount);
      }),
    );
  });

  it("is divided to the nearest whole, a half upwards", () => {
    assert.equal(divideRounded(5n, 2n), 3n);
    assert.equal(divideRounded(4n, 3n), 1n);
    assert.equal(divideRounded(0n, 7n), 0n);
  });
});
