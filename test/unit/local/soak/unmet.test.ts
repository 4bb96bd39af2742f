import assert from "node:assert/strict";
import { FAULT_NAMES, parseFaultRules } from "../../../../local/aws/faults";
import { unmetFaults } from "../../../../local/soak/unmet";

describe("what a soak was to meet and did not", () => {
  const cases: readonly (readonly [rules: string, struck: number, isMet: boolean])[] = [
    ["garbage", 0, false],
    ["garbage", 1, true],
    ["garbage:rate=0.1", 1, true],
    ["garbage:count=3", 2, false],
    ["garbage:count=3", 3, true],
    ["garbage:count=3,garbage:from=5:count=2", 4, false],
    ["garbage:count=3,garbage:from=5:count=2", 5, true],
    ["garbage:count=3:until=1", 1, true],
    ["garbage:count=3:until=1", 0, false],
  ];
  for (const [rules, struck, isMet] of cases) {
    it(`is ${isMet ? "nothing" : "garbage, once,"} after ${struck} of ${rules}`, () => {
      const unmet = unmetFaults(parseFaultRules(rules, FAULT_NAMES), { garbage: struck });
      assert.deepEqual(unmet, isMet ? [] : ["garbage"]);
    });
  }
});
