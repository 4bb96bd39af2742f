import assert from "node:assert/strict";

import { type AssumptionName, ASSUMPTIONS, type Assumptions, parseAssumptions } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { CHECKS } from "../../../commands/conformance/checks";
import { EXPERIMENTS } from "../../../commands/conformance/experiments";
import { formatReport } from "../../../commands/conformance/format";
import { isConform } from "../../../commands/conformance/result";
import { runConformance } from "../../../commands/conformance/run";
import { openConformanceStage } from "../../support/conformance";

/** What must be so for an assumption to show itself. */
const NEEDED: Partial<Record<AssumptionName, Partial<Assumptions>>> = {
  "decoded-body-limit": { "content-encoding": "decoded" },
};

/** The values that are not assumed, and that break no promise. */
const OTHERS: Partial<Assumptions> = {
  "repeated-header": "first",
  "header-order": "reversed",
  "content-type-parameters": "set-aside",
  "content-type-case": "ignored",
  "content-encoding": "decoded-without-header",
  "decoded-body-limit": "sent-only",
  "default-response-type": "default",
  "misplaced-structure": "access-denied",
  "body-limit": "megabytes",
};

describe("an experiment decides the assumption", function () {
  this.timeout(120_000);
  const stage = openFirst(openConformanceStage);
  let run = 0;

  const measure = async (assumptions: Partial<Assumptions>, options: Partial<Parameters<typeof runConformance>[1]>) => {
    stage.pipeline.aws.assume(assumptions);
    const mark = `conformance-experiments${(run += 1)}`;
    return runConformance(stage.target, { report: () => undefined, mark, patienceMs: 0, ...options });
  };

  for (const experiment of EXPERIMENTS) {
    const { name, broken = {} } = experiment;
    for (const value of Object.keys(ASSUMPTIONS[name].values)) {
      it(`${name}: ${value}`, async () => {
        const { experiments, checks } = await measure(
          { ...NEEDED[name], [name]: value },
          { checks: [], experiments: [experiment] },
        );
        const [result] = experiments;
        assert.equal(result?.measured, value, result?.found);
        assert.equal(result.assumed, ASSUMPTIONS[name].default);
        assert.equal(result.toDo !== undefined, value in broken);
        assert.deepEqual(
          checks.filter(({ ok }) => !ok),
          [],
        );
      });
    }
  }

  it("of all others together, in a report that the local AWS takes; and every check passes under them", async () => {
    const result = await measure(OTHERS, { checks: CHECKS });
    assert.deepEqual(
      result.checks.filter(({ ok }) => !ok),
      [],
    );
    assert.ok(isConform(result));
    const measured = parseAssumptions(formatReport([result], "json"));
    const decided = Object.fromEntries(
      Object.entries(OTHERS).filter(([name]) => !["decoded-body-limit"].includes(name) || name in measured),
    );
    assert.deepEqual({ ...measured, ...decided }, measured);
  });
});
