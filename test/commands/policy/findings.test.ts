import assert from "node:assert/strict";

import type { EngineEvent, PolicyViolation } from "@aerospike-kinesis/pulumi-engine";

import { judgementOf, merge } from "../../../commands/policy/findings";
import { pack, URN } from "./example";

const position = { file: "index.ts", line: 3, column: 1 };
const reading = { pack, configuration: {}, positions: new Map([[URN, position]]) };

const violationOf = (policyName: string, message: string, resourceUrn = URN): PolicyViolation => ({
  policyName,
  policyPackName: "example",
  // As the gate runs it: nothing blocks.
  enforcementLevel: "advisory",
  message,
  resourceUrn,
});

const judge = (violations: readonly PolicyViolation[], all: readonly EngineEvent[] = []) =>
  judgementOf({ violations, all }, reading);

const event = (more: object): EngineEvent => ({ sequence: 1, timestamp: 1, ...more });

describe("what a run found", () => {
  it("is taken out of the message, with the resource and the line", () => {
    const message = "Streams are on demand.\nFound: shardCount\nis set.\nTo do: Drop it.\nWhy:   https://why.example\n";
    assert.deepEqual(judge([violationOf("stream-on-demand", message)]).findings, [
      {
        policy: pack.policies[0],
        level: "mandatory",
        resource: { urn: URN, type: "aws:kinesis/stream:Stream", name: "ingest-stream" },
        found: "shardCount\nis set.",
        toDo: "Drop it.",
        url: "https://why.example",
        position,
      },
    ]);
  });

  it("is the whole message of a pack with other words, with the steps and the link of its policy", () => {
    const [finding] = judge([violationOf("stream-on-demand", "Streams are on demand.\nToo many shards.")]).findings;
    assert.equal(finding?.found, "Too many shards.");
    assert.equal(finding.toDo, "Leave shardCount out.");
    assert.equal(finding.url, "https://example.com/on-demand");
  });

  it("concerns no resource when the policy means the stack", () => {
    const root = "urn:pulumi:dev::orders::pulumi:pulumi:Stack::orders-dev";
    assert.deepEqual(
      judge([violationOf("stage-tracing", "a", root), violationOf("stage-tracing", "b", "")]).findings.map(
        ({ resource }) => resource,
      ),
      [undefined, undefined],
    );
  });

  it("has the level of the configuration, even if the run did not block", () => {
    const configuration = { "stream-on-demand": "advisory", all: "mandatory" } as const;
    const { findings } = judgementOf(
      { violations: [violationOf("stream-on-demand", "a"), violationOf("stage-tracing", "b")], all: [] },
      { ...reading, configuration },
    );
    assert.deepEqual(
      findings.map(({ level }) => level),
      ["advisory", "mandatory"],
    );
  });

  it("is that of the rule if it is waived, and blocks nothing", () => {
    const waivers = { ...pack.policies[1]!, name: "waived-findings", description: "What a waiver covers." };
    const message = "What a waiver covers.\nFound: stream-on-demand: 2 shards.\nWaived until 2026-12-31: a\nreason";
    const { findings } = judgementOf(
      { violations: [violationOf("waived-findings", message)], all: [] },
      { ...reading, pack: { ...pack, policies: [...pack.policies, waivers] } },
    );
    const [finding] = findings;
    assert.equal(finding?.policy.name, "stream-on-demand");
    assert.equal(finding.level, "advisory");
    assert.equal(finding.found, "2 shards.");
    assert.deepEqual(finding.waived, { until: "2026-12-31", reason: "a\nreason" });
  });

  it("is listed once", () => {
    assert.equal(judge([violationOf("stage-tracing", "a"), violationOf("stage-tracing", "a")]).findings.length, 1);
  });

  it("blocks if a policy that remediates leaves something wrong", () => {
    const reading = { pack, positions: new Map(), configuration: { "stream-on-demand": "remediate" } as const };
    const mended = event({ policyRemediationEvent: { policyName: "stream-on-demand", resourceUrn: URN } });
    const { findings } = judgementOf({ violations: [violationOf("stream-on-demand", "a")], all: [mended] }, reading);
    assert.deepEqual(
      findings.map(({ level }) => level),
      ["mandatory", "remediate"],
    );
  });

  it("names what a remediation changed, without its values", () => {
    const policyRemediationEvent = {
      policyName: "stream-on-demand",
      resourceUrn: URN,
      before: { key: "hunter2" },
      after: { key: "hunter3" },
    };
    const { findings } = judge([], [event({ policyRemediationEvent })]);
    assert.equal(findings[0]?.found, "mended by the policy, not by the program.");
    assert.doesNotMatch(JSON.stringify(findings), /hunter/);
  });
});

describe("what a run did not judge", () => {
  it("is told by the pack, or by the SDK for a policy that gave up, and is no finding", () => {
    const gaveUp = "can't run policy 'stage-tracing' from policy pack 'example@v1.2.3' during preview: unknown";
    const { findings, postponed, failures } = judge([
      violationOf("not-evaluated-yet", "Not evaluated yet:\nstage-tracing\n"),
      violationOf("stage-tracing", `Stages trace requests.\n${gaveUp}`),
    ]);
    assert.deepEqual(findings, []);
    assert.deepEqual(postponed, ["Not evaluated yet:\nstage-tracing"]);
    assert.deepEqual(failures, [
      "stage-tracing gave up on ingest-stream: it reads a value that a preview does not know.",
    ]);
  });

  it("shows in the number of resources", () => {
    const summary = event({ policyAnalyzeSummaryEvent: { resourceUrn: URN, passed: ["stage-tracing"] } });
    assert.equal(judge([], [summary, summary]).resources, 1);
    assert.equal(judge([]).resources, 0);
  });
});

describe("the findings of a preview and of an update", () => {
  const [early, late] = ["early", "late"].map((found) => judge([violationOf("stage-tracing", found)]).findings);

  it("are one list, the update's words before the preview's", () => {
    assert.deepEqual(merge(early!, late!), late);
    assert.deepEqual(merge(late!, late!), late);
  });

  it("keep what only the preview found", () => {
    const other = judge([violationOf("stream-on-demand", "x")]).findings;
    assert.deepEqual(merge(other, late!), [...late!, ...other]);
  });
});
