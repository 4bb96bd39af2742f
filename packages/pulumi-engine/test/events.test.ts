import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { digestSteps, readEvents } from "../src/events";

const LOG = [
  { sequence: 0, timestamp: 1, diagnosticEvent: { severity: "info", message: "hello\n" } },
  {
    sequence: 1,
    timestamp: 1,
    resourcePreEvent: {
      metadata: {
        op: "update",
        urn: "u",
        old: { type: "t", urn: "u" },
        new: { type: "t", urn: "u", inputs: { a: 1 } },
        diffs: ["a"],
        keys: [],
        detailedDiff: { a: { kind: "update" } },
      },
    },
  },
  {
    sequence: 2,
    timestamp: 1,
    policyEvent: { policyName: "rule", policyPackName: "pack", enforcementLevel: "mandatory", message: "no" },
  },
  { sequence: 3, timestamp: 1, summaryEvent: { resourceChanges: { update: 1 } } },
];

describe("what the engine tells", () => {
  it("is read by kind, without a last line that was cut off", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "events.jsonl");
      await writeFile(file, `${LOG.map((event) => JSON.stringify(event)).join("\n")}\n{"sequence":4,"cut`);
      assert.deepEqual(await readEvents(file), {
        diagnostics: [{ severity: "info", message: "hello\n" }],
        steps: [
          {
            op: "update",
            urn: "u",
            oldState: { type: "t", urn: "u" },
            newState: { type: "t", urn: "u", inputs: { a: 1 } },
            diffReasons: ["a"],
            replaceReasons: [],
            detailedDiff: { a: { kind: "update" } },
          },
        ],
        violations: [{ policyName: "rule", policyPackName: "pack", enforcementLevel: "mandatory", message: "no" }],
        changes: { update: 1 },
        all: LOG,
      });
    }));

  it("is empty if the CLI failed before it reported any", async () => {
    const nothing = { steps: [], diagnostics: [], violations: [], changes: {}, all: [] };
    assert.deepEqual(await readEvents("/no/such/file"), nothing);
    assert.deepEqual(digestSteps(""), []);
    assert.deepEqual(digestSteps("{}"), []);
  });
});
