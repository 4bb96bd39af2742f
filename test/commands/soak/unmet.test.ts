import assert from "node:assert/strict";

import { FAULT_NAMES, parseFaultRules } from "@aerospike-kinesis/local-aws/faults";

import { unmetFaults } from "../../../commands/soak/unmet";

const times = (count: number, at: number): readonly number[] => Array.from({ length: count }, () => at);

describe("what a soak was to meet and did not", () => {
  const cases: readonly (readonly [rules: string, struck: number, isMet: boolean])[] = [
    ["garbage", 0, false],
    ["garbage", 1, true],
    ["garbage:rate=0.1", 1, true],
    ["garbage:count=3", 2, false],
    ["garbage:count=3", 3, true],
    ["garbage:count=3,garbage:from=5:count=2", 4, false],
    ["garbage:count=3,garbage:from=5:count=2", 5, true],
    ["garbage:count=3:until=7", 1, true],
    ["garbage:count=3:until=1", 0, false],
    ["garbage,garbage:count=3", 4, true],
  ];
  for (const [rules, struck, isMet] of cases) {
    it(`is ${isMet ? "nothing" : "garbage, once,"} after ${struck} of ${rules}`, () => {
      const unmet = unmetFaults(parseFaultRules(rules, FAULT_NAMES), { garbage: times(struck, 6000) });
      assert.deepEqual(unmet, isMet ? [] : ["garbage"]);
    });
  }

  const timed: readonly (readonly [rules: string, struckAtMs: readonly number[], isMet: boolean])[] = [
    ["garbage:until=1,garbage:from=30", [...times(500, 900)], false],
    ["garbage:until=1,garbage:from=30", [900, 30_000], true],
    ["garbage:from=2,garbage:until=3", [2500, 9000], true],
    ["garbage:from=2,garbage:until=3", [9000, 9001], false],
    ["garbage:from=30,garbage:count=5", times(5, 31_000), false],
    ["garbage:from=30,garbage:count=5", [...times(5, 100), 31_000], true],
  ];
  for (const [rules, struckAtMs, isMet] of timed) {
    it(`is ${isMet ? "nothing" : "garbage"} of ${rules} after ${struckAtMs.length} from ${struckAtMs[0]!} ms on`, () => {
      const unmet = unmetFaults(parseFaultRules(rules, FAULT_NAMES), { garbage: struckAtMs });
      assert.deepEqual(unmet, isMet ? [] : ["garbage"]);
    });
  }
});
