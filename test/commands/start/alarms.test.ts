import assert from "node:assert/strict";

import type { NamedStatus, Transition } from "@aerospike-kinesis/local-aws";

import { alarmsThatStand, describeAlarms, reportAlarmChanges } from "../../../commands/start/alarms";

const AT = Date.UTC(2026, 10, 28, 12, 5);
const settings = { region: "eu-west-1", alarmDescription: "page: It is broken. docs/runbook.md#broken" };

const alarm = (name: string, state: string) => ({ name, state, settings }) as unknown as NamedStatus;
const change = (name: string, from: string, to: string) =>
  ({ name, from, to, settings, at: AT }) as unknown as Transition;

/** What is said after a minute in which alarms changed. */
function describeChanges(changes: readonly Transition[]): string[] {
  const lines: string[] = [];
  const alarms = { all: () => [], evaluate: (now: number) => (now === AT ? changes : []) };
  const every = (_: number, run: () => void) => {
    run();
    return () => undefined;
  };
  reportAlarmChanges({ alarms, now: () => AT, every, report: (line) => lines.push(line) });
  return lines;
}

describe("what npm start says of alarms", () => {
  it("is how many are OK, which are not, and what those that stand mean", () => {
    assert.deepEqual(
      describeAlarms([alarm("a", "OK"), alarm("b", "ALARM"), alarm("c", "INSUFFICIENT_DATA"), alarm("d", "OK")]),
      [
        "Alarms: 2 OK, 1 in ALARM, 1 with insufficient data.",
        "  ALARM  b, eu-west-1",
        "         page: It is broken. docs/runbook.md#broken",
        "  INSUFFICIENT_DATA  c, eu-west-1",
      ],
    );
  });

  it("is short before the first minute has ended, and where there are none", () => {
    assert.deepEqual(describeAlarms([alarm("a", "INSUFFICIENT_DATA"), alarm("b", "INSUFFICIENT_DATA")]), [
      "Alarms: 2, all with insufficient data. They are evaluated at the end of each minute.",
    ]);
    assert.deepEqual(describeAlarms([]), ["Alarms: none, because observability.alarms.enabled is false."]);
    assert.deepEqual(alarmsThatStand([alarm("a", "OK")]), []);
  });

  it("is each change, but one line for all that get their first data", () => {
    const changes = [
      change("a", "INSUFFICIENT_DATA", "OK"),
      change("b", "INSUFFICIENT_DATA", "ALARM"),
      change("c", "INSUFFICIENT_DATA", "OK"),
      change("d", "ALARM", "OK"),
    ];
    assert.deepEqual(describeChanges(changes), [
      "12:05:00  OK     2 alarms for the first time",
      "12:05:00  ALARM  b, eu-west-1",
      "                 page: It is broken. docs/runbook.md#broken",
      "12:05:00  OK     d, eu-west-1 (was ALARM)",
    ]);
    assert.deepEqual(describeChanges([]), []);
  });
});
