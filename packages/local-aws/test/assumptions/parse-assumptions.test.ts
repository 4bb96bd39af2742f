import assert from "node:assert/strict";

import { parseAssumptions } from "../../src/assumptions/parse-assumptions";
import { AssumptionsError } from "../../src/errors";

const problemsOf = (json: string): readonly string[] => {
  try {
    parseAssumptions(json);
  } catch (error) {
    if (error instanceof AssumptionsError) return error.problems;
    throw error;
  }
  return [];
};

describe("a file of assumptions", () => {
  it("gives the values that it names, whatever else is in it", () => {
    const file = { assumptions: { "header-case": "lowered", "empty-body": "braces" }, checks: [], region: "x" };
    assert.deepEqual(parseAssumptions(JSON.stringify(file)), file.assumptions);
  });

  it("may name nothing", () => {
    assert.deepEqual(parseAssumptions(`{"assumptions":{}}`), {});
  });

  it("is refused with every problem at once", () => {
    const assumptions = {
      "header-case": "upper",
      "no-such": "x",
      "empty-body": 1,
      constructor: "x",
      "key-spread": "late",
    };
    const problems = problemsOf(JSON.stringify({ assumptions }));
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ["header-case", "no-such", "empty-body", "constructor"],
    );
    assert.equal(problems[0], `header-case: expected one of exact, ignored, lowered, got "upper"`);
    assert.match(problems[1]!, /^no-such: no such assumption; expected one of header-case, /);
  });

  for (const json of ["", "[]", "null", `{"assumptions":[]}`, `{"assumption":{}}`]) {
    it(`is refused as ${json || "nothing"}`, () => {
      assert.match(problemsOf(json).join("\n"), /expected.*\{ "assumptions": \{ "<name>": "<value>" \} \}/);
    });
  }
});
