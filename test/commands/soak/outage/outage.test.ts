import assert from "node:assert/strict";
import { rm } from "node:fs/promises";

import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import type { Mode } from "../../../../commands/soak/outage/modes";
import { outageLines, outageProblems } from "../../../../commands/soak/outage/report";
import type { PathReport } from "../../../../commands/soak/outage/run-outage";
import { soakRegions } from "../../../../commands/soak/outage/soak-regions";
import { STAGES } from "../../../support/program";

const RECORDS = 90;

const NEVER_ABORTED = new AbortController().signal;

function soakOnce(mode: Mode): () => readonly PathReport[] {
  let reports: readonly PathReport[] = [];
  before(async () => {
    const directory = await makeTemporaryDirectory();
    const ends: (() => Promise<void>)[] = [];
    try {
      reports = await soakRegions({
        mode,
        store: "memory",
        records: RECORDS,
        seed: 1,
        settings: STAGES,
        directory,
        kinds: ["refuse", "5xx"],
        timeouts: { integrationTimeoutMs: 1500, callTimeoutMs: 2000 },
        progress: { step: (_label, run) => run(), detail: () => undefined },
        lifetime: { signal: NEVER_ABORTED, onEnd: (end) => ends.push(end), fail: assert.ifError },
      });
    } finally {
      for (const end of ends.reverse()) await end();
      await rm(directory, { recursive: true, force: true });
    }
  });
  return () => reports;
}

describe("a stage of two regions in mode failover, of which one is dead for a while", function () {
  this.timeout(300_000);
  getEngineFirst();
  const reports = soakOnce("failover");

  it("loses nothing, and stores records in the other region meanwhile", () => {
    assert.deepEqual(outageProblems(reports()), [], outageLines("failover", reports()).join("\n"));
    assert.equal(reports().length, 2);
    for (const { stored, acknowledgedInOutage, failedAttempts } of reports()) {
      assert.equal(stored, RECORDS);
      assert.ok(acknowledgedInOutage > 0 && failedAttempts > 0, `${acknowledgedInOutage} and ${failedAttempts}`);
    }
  });
});

for (const mode of ["nearest", "every"] as const) {
  describe(`a stage of two regions in mode ${mode}, of which one is dead for a while`, function () {
    this.timeout(300_000);
    getEngineFirst();
    const soaked = soakOnce(mode);

    it("loses nothing, and the other region stores its records meanwhile", () => {
      const reports = soaked();
      assert.deepEqual(outageProblems(reports), [], outageLines(mode, reports).join("\n"));
      assert.equal(reports.length, 4);
      for (const { isCut, stored, acknowledgedInOutage, failedAttempts } of reports) {
        assert.deepEqual([stored, acknowledgedInOutage], [RECORDS, isCut ? 0 : RECORDS / 3]);
        if (isCut) assert.ok(failedAttempts >= RECORDS / 3);
      }
    });

    it("is a row for each path, and every broken promise a line", () => {
      const reports = soaked();
      assert.equal(outageLines(mode, reports).length, 5);
      const [dead, healthy] = reports;
      assert.deepEqual(
        outageProblems([
          { ...dead!, lost: 1, acknowledged: RECORDS - 2, failedAttempts: 0 },
          { ...healthy!, acknowledgedInOutage: 3 },
        ]),
        [
          "refuse, ap-south-1: 1 lost, 0 altered, 0 stale",
          `refuse, ap-south-1: 2 of ${RECORDS} not acknowledged after the outage`,
          "refuse, ap-south-1: no request met the outage: it proves nothing",
          "refuse, eu-west-1: only 3 of 30 acknowledged while the other region was dead",
        ],
      );
    });
  });
}
