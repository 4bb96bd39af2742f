import assert from "node:assert/strict";

import { FAULT_NAMES, FaultRuleError, parseFaultRules } from "../../src/faults";

describe("faults on a command line", () => {
  it("name a fault, its share, its number and its seconds", () => {
    assert.deepEqual(
      parseFaultRules("AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100", FAULT_NAMES),
      [
        { fault: "AccessDenied", fromMs: 1000, untilMs: 2500 },
        { fault: "reset-after-stored", rate: 0.05, count: 100 },
      ],
    );
  });

  it("are refused with every problem at once", () => {
    assert.throws(
      () =>
        parseFaultRules(
          "Nonsense:rate=2,garbage:count=0:often:until=-1:rate=:rate=1=2,garbage:from=2:until=2",
          FAULT_NAMES,
        ),
      (error: FaultRuleError) => {
        assert.deepEqual(
          error.problems.map((problem) => problem.replace(/expected one of .*, got/, "expected a name, got")),
          [
            'expected a name, got "Nonsense"',
            'Nonsense: rate: expected a share from 0 to 1, got "2"',
            'garbage: count: expected a whole number of at least 1, got "0"',
            'garbage: expected rate=, count=, from=, until=, got "often"',
            'garbage: until: expected seconds of at least 0, got "-1"',
            'garbage: rate: expected a share from 0 to 1, got ""',
            'garbage: expected rate=, count=, from=, until=, got "rate=1=2"',
            'garbage: until: expected more than from, got "2"',
          ],
        );
        assert.match(error.message, /expected one of ProvisionedThroughputExceeded, LimitExceeded, .*gateway-too-late/);
        return true;
      },
    );
  });
});
