import assert from "node:assert/strict";

import type { Log } from "sarif";

import type { Configuration } from "../../../commands/policy/configuration";
import { format } from "../../../commands/policy/format";
import { isLaxer } from "../../../commands/policy/laxer";
import { exitCodeOf } from "../../../commands/policy/report";
import { weakenedParts } from "../../../commands/policy/weakened-parts";
import type { Weakening } from "../../../commands/policy/weakening";
import { onDemand, pack, stageReport } from "./example";

const wordsOf = (before: Configuration, after: Configuration, packThere = pack) =>
  weakenedParts({ pack: packThere, configuration: before }, { pack, configuration: after }).map(
    ({ change, words }) => `${change}: ${words}`,
  );

describe("a weaker configuration", () => {
  it("shows in the rules that are disabled or at a lower level", () => {
    assert.deepEqual(wordsOf({}, { "stream-on-demand": "advisory", "stage-tracing": "disabled" }), [
      "lowered: stream-on-demand is advisory; it was mandatory.",
      "disabled: stage-tracing is disabled; it was advisory.",
    ]);
    assert.deepEqual(wordsOf({}, { all: "disabled" }).length, 2);
    assert.deepEqual(wordsOf({ all: "advisory" }, {}), []);
    assert.deepEqual(wordsOf({}, { "stage-tracing": "mandatory", "stream-on-demand": "remediate" }), []);
  });

  it("shows in settings that are laxer, or changed in a direction that nobody knows", () => {
    const modes = (...list: string[]) => ({ "stream-on-demand": { modes: list } });
    assert.deepEqual(wordsOf({}, modes("ON_DEMAND", "PROVISIONED")), [
      'laxer: stream-on-demand asks for less: modes is ["ON_DEMAND","PROVISIONED"]; it was ["ON_DEMAND"].',
    ]);
    assert.deepEqual(wordsOf(modes("ON_DEMAND", "PROVISIONED"), {}), []);
    assert.deepEqual(wordsOf({}, { "stage-tracing": { rate: 1 } }), [
      "changed: stage-tracing may ask for less: rate is 1; it was undefined.",
    ]);
  });

  it("shows in a weaker pack: a rule is removed, or its default is lower", () => {
    const gone = { ...onDemand, name: "gone" };
    const stricter = { ...pack, policies: [gone, { ...pack.policies[1]!, level: "mandatory" as const }] };
    assert.deepEqual(wordsOf({}, {}, stricter), [
      "removed: gone is gone from the pack; it was mandatory.",
      "lowered: stage-tracing is advisory; it was mandatory.",
    ]);
  });

  it("shows in waivers that are new or hold longer", () => {
    const waiver = { rule: "stage-tracing", resource: "*::a", reason: "OPS-1", expires: "2027-01-01" };
    const list = (...waivers: object[]) => ({ waivers: { list: waivers } });
    assert.deepEqual(wordsOf({}, list(waiver)), ["waiver: stage-tracing is waived for *::a, until 2027-01-01: OPS-1"]);
    assert.deepEqual(wordsOf(list(waiver), list(waiver)), []);
    assert.deepEqual(wordsOf(list({ ...waiver, expires: "2026-12-01" }), list(waiver)), [
      "waiver: stage-tracing is waived for longer than until 2026-12-01 for *::a, until 2027-01-01: OPS-1",
    ]);
  });
});

describe("a setting", () => {
  it("is laxer in the direction that the pack says", () => {
    assert.equal(isLaxer({ laxer: "lower" }, 24, 12), true);
    assert.equal(isLaxer({ laxer: "lower" }, 24, 48), false);
    assert.equal(isLaxer({ laxer: "higher" }, 24, 48), true);
    assert.equal(isLaxer({ laxer: "higher" }, false, true), true);
    assert.equal(isLaxer({ laxer: "higher" }, true, false), false);
    assert.equal(isLaxer({ laxer: "lower", enum: ["any", "customer"] }, "customer", "any"), true);
    assert.equal(isLaxer({ laxer: "fewer" }, ["a", "b"], ["b", "c"]), true);
    assert.equal(isLaxer({ laxer: "fewer" }, ["a"], ["b", "a"]), false);
    assert.equal(isLaxer({ laxer: "more" }, { a: ["x"] }, { a: ["x", "y"] }), true);
    assert.equal(isLaxer({ laxer: "more" }, { a: ["x"], b: ["z"] }, { a: ["x"] }), false);
    assert.equal(isLaxer(undefined, 1, 2), undefined);
  });
});

describe("what is weaker", () => {
  const weakening: Weakening = {
    comparedWith: "origin/main",
    policy: "stage-tracing",
    change: "disabled",
    words: "stage-tracing is disabled; it was advisory.",
    position: { file: "policies/config.dev.json", line: 4, column: 1 },
  };
  const report = { pack, stages: [{ ...stageReport, findings: [], weakenings: [weakening] }] };

  it("is listed in every format, and blocks nothing", () => {
    assert.match(
      format(report, "text"),
      /^ {2}Weaker than origin\/main:\n {4}- stage-tracing is disabled; it was advisory\. \(policies\/config\.dev\.json:4\)$/m,
    );
    assert.match(
      format(report, "markdown"),
      /^### Weaker than origin\/main\n\n- stage-tracing is disabled; it was advisory\. \(`policies\/config\.dev\.json:4`\)$/m,
    );
    const [dev] = (JSON.parse(format(report, "json")) as { stages: { weakenings: unknown[] }[] }).stages;
    assert.deepEqual(dev?.weakenings, [weakening]);
    assert.equal(exitCodeOf(report), 0);
  });

  it("is at its line of the configuration for a code host", () => {
    const [run] = (JSON.parse(format(report, "sarif")) as Log).runs;
    const [result] = run?.results ?? [];
    assert.equal(result?.level, "note");
    assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
    assert.deepEqual(result.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: "policies/config.dev.json", uriBaseId: "%SRCROOT%" },
      region: { startLine: 4, startColumn: 1 },
    });
  });
});
