import assert from "node:assert/strict";

import { ANSWER_FORM, STREAMS } from "../../../commands/conformance/check-names";
import { CHECKS } from "../../../commands/conformance/checks";
import { formatReport } from "../../../commands/conformance/format";
import { checkLine } from "../../../commands/conformance/format/lines";
import { openJudge } from "../../../commands/conformance/judge";
import { EMULATORS } from "../../../commands/conformance/known-differences";
import type { Emulator } from "../../../commands/conformance/known-differences/known-difference";
import { type ConformanceResult, isConform } from "../../../commands/conformance/result";

const EMULATOR: Emulator = {
  title: "An emulator",
  differences: [
    { checks: ["no key", "a wrong key"], found: /got 403$/, reason: "it says nothing of why." },
    { checks: [ANSWER_FORM], found: /: 403 has no form$/, reason: "it has a form of its own." },
  ],
};

const resultOf = (checks: ConformanceResult["checks"], passedAfterAll: readonly string[] = []): ConformanceResult => ({
  target: "dev",
  startedAt: "2026-01-01T00:00:00.000Z",
  mark: "conformance-1",
  requests: 1,
  bytes: 0,
  checks,
  experiments: [],
  unread: [],
  passedAfterAll,
  undecidable: [],
});

describe("a known difference of an emulator", () => {
  it("is said, and is no failure", () => {
    const { judge } = openJudge(EMULATOR);
    const check = judge("no key", ["expected 403 INVALID, got 403"], "");
    assert.equal(
      checkLine(check),
      "diff no key: expected 403 INVALID, got 403. Known difference of An emulator: it says nothing of why.",
    );
    const result = resultOf([check]);
    assert.ok(isConform(result));
    for (const format of ["text", "markdown"] as const) {
      const report = formatReport([result], format);
      assert.match(report, /Known difference of An emulator: it says nothing of why\./);
      assert.match(report, /No promise is seen broken\. 1 check failed for known differences of the emulator\./);
    }
  });

  it("excuses nothing else: another answer, another check, and every check of another API are failures", () => {
    const { judge } = openJudge(EMULATOR);
    const failures = [
      judge("no key", ["expected 403 INVALID, got 200"], ""),
      judge("an empty key", ["expected 403 INVALID, got 403"], ""),
      openJudge(undefined).judge("no key", ["expected 403 INVALID, got 403"], ""),
    ];
    for (const check of failures) {
      assert.match(checkLine(check), /^FAIL/);
      assert.ok(!isConform(resultOf([check])));
    }
  });

  it("excuses, in a check that lists problems, only those that are known", () => {
    const { judge } = openJudge(EMULATOR);
    const check = judge(ANSWER_FORM, ["a: 403 has no form", "b: 200 repeats the API key"], "all");
    assert.deepEqual(check, { name: ANSWER_FORM, ok: false, found: "b: 200 repeats the API key" });
    assert.equal(judge(ANSWER_FORM, ["a: 403 has no form"], "all").known?.length, 1);
    assert.deepEqual(judge(STREAMS, [], "all"), { name: STREAMS, ok: true, found: "all" });
  });

  it("is said as well if the check passes after all", () => {
    const { judge, passed } = openJudge(EMULATOR);
    const check = judge("a wrong key", [], "403");
    assert.equal(checkLine(check), "ok   a wrong key: 403");
    assert.deepEqual(passed(), ["a wrong key"]);
    const said = (checks: ConformanceResult["checks"], names: readonly string[]) =>
      formatReport([resultOf(checks, names)], "text")
        .trimEnd()
        .split("\n")
        .at(-1);
    assert.equal(
      said([check], passed()),
      "No promise is seen broken. A difference is known, and the check passes: a wrong key.",
    );
    const failed = judge("an empty key", ["expected 403 INVALID, got 200"], "");
    assert.equal(
      said([check, failed], [...passed(), "no key"]),
      "A promise is broken: see FAIL above. A difference is known, and these checks pass: a wrong key; no key.",
    );
  });

  it("names checks that there are, once for each kind of answer", () => {
    const names = new Set([...CHECKS.map(({ name }) => name), ANSWER_FORM, STREAMS]);
    for (const { differences } of Object.values(EMULATORS)) {
      const unknown = differences.flatMap(({ checks }) => checks.filter((name) => !names.has(name)));
      assert.deepEqual(unknown, []);
    }
  });
});
