import assert from "node:assert/strict";

import { exitCodeOf, type ProfileReport, reportLines } from "../../../commands/soak/report";
import { isSound } from "../../support/soak";

const SOUND: ProfileReport = {
  profile: "everything",
  asked: 100,
  unmet: [],
  sent: 100,
  attempts: 130,
  acknowledged: 100,
  undelivered: 0,
  stored: 100,
  lost: 0,
  duplicates: 7,
  droppable: 7,
  stale: 0,
  outOfOrder: 2,
  altered: 0,
  late: 3,
  stalledPartitions: 4,
  throttledPartitions: 5,
  throttledShards: {},
  struck: { garbage: 3, AccessDenied: 27 },
  retries: { "HTTP 429": 10, "HTTP 503": 20 },
  seconds: 2,
  acknowledgedPerSecond: 50,
  p50Ms: 12.4,
  p99Ms: 99.6,
  alarms: {
    wentOff: [{ alarm: "server-errors", severity: "page", minute: 5 }],
    promised: ["server-errors"],
    quiet: [],
    falseAlarms: [],
  },
};

describe("the report of a soak", () => {
  it("is sound with duplicates, disorder and retries", () => {
    assert.ok(isSound(SOUND));
    assert.equal(exitCodeOf([SOUND, SOUND]), 0);
  });

  for (const wrong of ["lost", "altered", "undelivered", "stale"] as const) {
    it(`is not sound with one record that is ${wrong}, and says so`, () => {
      const report = { ...SOUND, profile: "bad", [wrong]: 1 };
      assert.ok(!isSound(report));
      assert.equal(exitCodeOf([SOUND, report]), 1);
      const told = reportLines([SOUND, report]).filter((line) => line.startsWith("bad:"));
      assert.equal(told.length, 1);
      assert.match(told[0]!, /\b1 (acknowledged and not|stored as nobody|never ack|keys of which)/);
    });
  }

  it("calls a sound run that the time cut short no proof, and says so", () => {
    const report = { ...SOUND, asked: 101 };
    assert.ok(isSound(report));
    assert.equal(exitCodeOf([SOUND, report]), 1);
    assert.match(reportLines([report]).join("\n"), /^everything: the time was over after 100 of 101 records/m);
  });

  it("calls a run in which a fault never came no proof, and says so", () => {
    const report = { ...SOUND, unmet: ["KMSDisabled", "redeployment"] as const };
    assert.equal(exitCodeOf([report]), 1);
    for (const name of report.unmet) {
      assert.match(reportLines([report]).join("\n"), new RegExp(`^everything: ${name} did not come`, "m"));
    }
  });

  it("calls a run in which shards had to refuse records and did not no proof, and says so", () => {
    const report = { ...SOUND, unmet: ["shard-rate"] as const };
    assert.equal(exitCodeOf([report]), 1);
    assert.match(
      reportLines([report]).join("\n"),
      /^everything: no shard refused a record: give it a smaller --shard-rate/m,
    );
  });

  it("calls a run in which a promised alarm stayed quiet no proof, and says so", () => {
    const report = { ...SOUND, alarms: { ...SOUND.alarms, wentOff: [], quiet: ["server-errors"] as const } };
    assert.equal(exitCodeOf([SOUND, report]), 1);
    const lines = reportLines([report]).join("\n");
    assert.match(lines, /^everything: alarm server-errors had to go off, and stayed quiet$/m);
    assert.match(lines, /^everything {2}WRONG {3}server-errors {2}none$/m);
  });

  it("calls a run with a false alarm no proof, and says so", () => {
    const report = { ...SOUND, alarms: { ...SOUND.alarms, falseAlarms: ["key-trouble"] as const } };
    assert.equal(exitCodeOf([SOUND, report]), 1);
    assert.match(reportLines([report]).join("\n"), /^everything: alarm key-trouble went off, and nothing was wrong/m);
  });

  it("has a line for the alarms of each profile", () => {
    const lines = reportLines([SOUND]);
    const head = lines.findIndex((line) => line.startsWith("PROFILE     ALARMS"));
    assert.deepEqual(lines.slice(head, head + 2), [
      "PROFILE     ALARMS  PROMISED       WENT OFF (MINUTE)",
      "everything  right   server-errors  server-errors (page, 5)",
    ]);
  });

  it("complains of nothing in a sound run that did everything", () => {
    assert.equal(reportLines([SOUND]).at(-1), "");
  });

  it("lists below it the faults and what was sent again, the most frequent first", () => {
    assert.deepEqual(
      reportLines([SOUND]).filter((line) => line.includes(": ")),
      ["everything struck: AccessDenied: 27, garbage: 3", "everything sent again after: HTTP 503: 20, HTTP 429: 10"],
    );
  });

  it("has a column for every number", () => {
    const [, head, row] = reportLines([SOUND]);
    assert.equal(
      head,
      "PROFILE     SENT  ACKED  STORED  LOST  ALTERED  UNDELIVERED  DUPLICATES  DROPPABLE  STALE  OUT OF ORDER  LATE  STALLED  THROTTLED  PER SECOND  P50 MS  P99 MS",
    );
    assert.deepEqual(row?.split(/ {2,}/), [
      ...["everything", "100", "100", "100", "0", "0", "0", "7", "7", "0", "2", "3", "4", "5", "50", "12", "100"],
    ]);
  });
});
