import assert from "node:assert/strict";
import { FaultRuleError, parseFaultRules } from "../../../../../local/aws/faults";

describe("faults on a command line", () => {
  it("name a fault, its share, its number and its seconds", () => {
    assert.deepEqual(parseFaultRules("AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100"), [
      { fault: "AccessDenied", fromMs: 1000, untilMs: 2500 },
      { fault: "reset-after-stored", rate: 0.05, count: 100 },
    ]);
  });

  it("are refused with every problem at once", () => {
    assert.throws(
      () => parseFaultRules("Nonsense:rate=2,garbage:count=0:often:until=-1:rate="),
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
          ],
        );
        assert.match(error.message, /expected one of ProvisionedThroughputExceeded, LimitExceeded, .*gateway-too-late/);
        return true;
      },
    );
  });
});
