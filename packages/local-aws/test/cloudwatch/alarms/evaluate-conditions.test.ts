import assert from "node:assert/strict";

import { compareWithThreshold } from "../../../src/cloudwatch/alarms/comparisons";
import { evaluateConditions } from "../../../src/cloudwatch/alarms/evaluate-conditions";
import type { AlarmConditions, MissingData } from "../../../src/cloudwatch/alarms/metric-alarm";

const TREATMENTS: readonly MissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

/** 0 is within the threshold, X breaches it, - is missing; the newest is the last, as in AWS's tables. */
const range = (points: string) =>
  points.split(" ").map((point) => (point === "-" ? undefined : { value: point === "X" ? 10 : 0 }));

const conditions = (over: Partial<AlarmConditions>): AlarmConditions => ({
  breaches: (value) => value > 5,
  limit: "greater than the threshold (5.0)",
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: "missing",
  ...over,
});

/** A line of AWS's tables: data points, how many are filled, and the state for each treatment of missing data. */
type Line = readonly [points: string, filled: number, ...states: string[]];

function check(lines: readonly Line[], datapointsToAlarm: number): void {
  for (const [points, filled, ...states] of lines) {
    for (const [index, treatMissingData] of TREATMENTS.entries()) {
      it(`${points} with ${treatMissingData}: ${states[index]}`, () => {
        const found = evaluateConditions(conditions({ datapointsToAlarm, treatMissingData }), range(points));
        assert.equal(found.state ?? "retain", states[index]);
        assert.equal(found.filled, filled);
      });
    }
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
describe("AWS's table of 3 out of 3 data points", () => {
  check(
    [
      ["0 - X - X", 0, "OK", "OK", "OK", "OK"],
      ["0 - - - -", 2, "OK", "OK", "OK", "OK"],
      ["- - - - -", 3, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
      ["0 X X - X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
      ["- - X - -", 2, "ALARM", "retain", "ALARM", "OK"],
      // Of the table's versions before 2020.
      ["X - - - -", 2, "ALARM", "retain", "ALARM", "OK"],
      ["- - - - X", 2, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
      // "The alarm does not go immediately into ALARM state."
      ["- - - X -", 2, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ],
    3,
  );
});

describe("AWS's table of 2 out of 3 data points", () => {
  check(
    [
      ["0 - X - X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
      ["0 0 X 0 X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
      ["0 - X - -", 1, "OK", "OK", "ALARM", "OK"],
      ["- - - - 0", 2, "OK", "OK", "ALARM", "OK"],
      ["- - - X -", 2, "ALARM", "retain", "ALARM", "OK"],
      ["- - - - X", 2, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ],
    2,
  );
});

describe("an alarm's comparison", () => {
  const states = (name: string) =>
    [4, 5, 6].map((value) => {
      const alarm = conditions({ ...compareWithThreshold(name, 5), evaluationPeriods: 1, datapointsToAlarm: 1 });
      return evaluateConditions(alarm, [undefined, undefined, { value }]).state;
    });

  it("takes or leaves the threshold itself, as its name says", () => {
    assert.deepEqual(states("GreaterThanThreshold"), ["OK", "OK", "ALARM"]);
    assert.deepEqual(states("GreaterThanOrEqualToThreshold"), ["OK", "ALARM", "ALARM"]);
    assert.deepEqual(states("LessThanThreshold"), ["ALARM", "OK", "OK"]);
    assert.deepEqual(states("LessThanOrEqualToThreshold"), ["ALARM", "ALARM", "OK"]);
  });
});
