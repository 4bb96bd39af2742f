import assert from "node:assert/strict";

import { formatReport } from "../../../commands/conformance/format";
import { type ConformanceResult, isConform } from "../../../commands/conformance/result";

describe("the report of conformance", () => {
  const result = (measured: string | undefined, ok = true, toDo?: string): ConformanceResult => ({
    target: "dev, eu-west-1",
    startedAt: "2026-01-01T00:00:00.000Z",
    mark: "conformance-1",
    requests: 2,
    bytes: 3_000_000,
    checks: [{ name: "a | b", ok, found: "<x>\n" }],
    experiments: [
      {
        name: "empty-body",
        question: "?",
        assumed: "braces",
        found: "400",
        ...(measured !== undefined && { measured }),
        ...(toDo !== undefined && { toDo }),
      },
    ],
    unread: [],
    passedAfterAll: [],
    undecidable: ["key-spread"],
  });
  const assumptionsIn = (...results: ConformanceResult[]): unknown =>
    (JSON.parse(formatReport(results, "json")) as { assumptions: unknown }).assumptions;

  it("has as assumptions what was measured, but not where two regions differ, or nothing was decided", () => {
    assert.deepEqual(assumptionsIn(result("braces"), result("braces")), { "empty-body": "braces" });
    assert.deepEqual(assumptionsIn(result("braces"), result("empty-text")), {});
    assert.deepEqual(assumptionsIn(result(undefined)), {});
  });

  it("is a failure for a failed check and for a broken promise, and not for another value", () => {
    assert.ok(isConform(result("empty-text")));
    assert.ok(isConform(result(undefined)));
    assert.ok(!isConform(result("braces", false)));
    assert.ok(!isConform(result("braces", true, "Do this.")));
  });

  it("of a run that an error ended says so, and judges nothing", () => {
    const unfinished = { ...result("braces"), isUnfinished: true };
    assert.ok(!isConform(unfinished));
    assert.match(formatReport([unfinished], "text"), /The run did not come to its end, so it is not judged\.\n$/);
    assert.match(formatReport([unfinished], "markdown"), /^## dev, eu-west-1: not judged$/m);
    assert.match(formatReport([unfinished], "json"), /"conform": false/);
  });

  it("says what to do in each format, and nothing that Markdown would read", () => {
    for (const format of ["text", "markdown", "json"] as const) {
      assert.match(formatReport([result("empty-text", false, "Do this.")], format), /Do this\./);
    }
    const markdown = formatReport([result("braces")], "markdown");
    assert.ok(!markdown.includes("<x>") && !markdown.includes("a | b"), markdown);
  });
});
