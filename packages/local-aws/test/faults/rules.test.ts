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
            'Nonsense: rate: expected a share from 0 to 1, such as 0.5, got "2"',
            'garbage: count: expected a whole number of at least 1, got "0"',
            'garbage: expected rate=, count=, from=, until=, got "often"',
            'garbage: until: expected seconds of at least 0, such as 2.5, got "-1"',
            'garbage: rate: expected a share from 0 to 1, such as 0.5, got ""',
            'garbage: expected rate=, count=, from=, until=, got "rate=1=2"',
            'garbage: until: expected more than from, got "2"',
          ],
        );
        assert.match(error.message, /expected one of ProvisionedThroughputExceeded, LimitExceeded, .*gateway-too-late/);
        return true;
      },
    );
  });

  const refused: Record<string, string> = {
    "AccessDenied:count=2:count=5": 'AccessDenied: count: expected it once, got "count=5" as well',
    "AccessDenied:rate=0:count=3:rate=0": 'AccessDenied: rate: expected it once, got "rate=0" as well',
    "AccessDenied:from=1e3": 'AccessDenied: from: expected seconds of at least 0, such as 2.5, got "1e3"',
    "AccessDenied:rate=0x1": 'AccessDenied: rate: expected a share from 0 to 1, such as 0.5, got "0x1"',
    "AccessDenied:count= 2": 'AccessDenied: count: expected a whole number of at least 1, got " 2"',
    "AccessDenied:until=Infinity": 'AccessDenied: until: expected seconds of at least 0, such as 2.5, got "Infinity"',
  };
  for (const [text, problem] of Object.entries(refused)) {
    it(`are refused for ${text}`, () => {
      assert.throws(
        () => parseFaultRules(text, FAULT_NAMES),
        (error: FaultRuleError) => {
          assert.deepEqual(error.problems, [problem]);
          return true;
        },
      );
    });
  }

  it("may narrow two rules of the same fault alike", () => {
    const rule = { fault: "AccessDenied", count: 2 };
    assert.deepEqual(parseFaultRules("AccessDenied:count=2,AccessDenied:count=2", FAULT_NAMES), [rule, rule]);
  });
});
