import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { readFlags } from "../../commands/logs/flags";
import { showLogs } from "../../commands/logs/logs";
import { describeAlarms, type Every, reportAlarmChanges } from "../../commands/start/alarms";
import { openPipeline } from "../support/pipeline";

const MINUTE = 60_000;

describe("who is on call for the deployed stage", function () {
  this.timeout(120_000);
  let now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const clock = (): number => now;
  const pipeline = openFirst(() => openPipeline({}, { clock }));

  async function show(flags: object): Promise<string[]> {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const options = { print, report: print, now: clock() };
    await showLogs([pipeline.chosen], readFlags(flags), options);
    return lines;
  }

  it("finds the line of a refused record by the requestId of its answer", async () => {
    const [stored, refused] = [await pipeline.send(), await pipeline.send({ headers: { streamname: "none of ours" } })];
    assert.deepEqual([stored.status, refused.status], [200, 400]);
    const { requestId } = JSON.parse(refused.text) as { requestId: string };
    const [heading, , row = "", ...rest] = await show({ "request-id": requestId });
    assert.match(heading!, /^ap-south-1, \d{4}-\d\d-\d\d \(UTC\)$/);
    assert.match(row, new RegExp(`^\\d\\d:\\d\\d:\\d\\d  400 .*  ${requestId}$`));
    assert.deepEqual(rest, [""]);
    const [line = ""] = await show({ status: "400", format: "json" });
    const { httpMethod, path, status } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual([httpMethod, path, status], ["POST", "/dev/kinesis", 400]);
    assert.equal((await show({ format: "json" })).length, 2);
  });

  it("sees an alarm go off and end while npm start stays up, with its severity, its meaning and its line of the runbook", async () => {
    const told: string[] = [];
    let tick = (): void => assert.fail("no timer was asked for");
    const every: Every = (milliseconds, run) => {
      assert.equal(milliseconds, MINUTE);
      tick = run;
      return () => undefined;
    };
    reportAlarmChanges({ alarms: pipeline.alarms, now: clock, every, report: (line) => told.push(line) });
    assert.match(describeAlarms(pipeline.alarms.all()).join(), /^Alarms: \d+, all with insufficient data/);
    for (let minute = 0; minute < 20; minute += 1) {
      if (minute < 7) await pipeline.send({ headers: { streamname: "none of ours" } });
      await pipeline.send();
      now += MINUTE;
      tick();
    }
    assert.match(told[0]!, /^\d\d:\d\d:00 {2}OK {5}\d+ alarms for the first time$/);
    const found = told.slice(1).map((line) => line.replace(/^\d\d:\d\d:00 {2}/, "").trim());
    const meaning = (text: string) => found.find((line) => line.startsWith(text)) ?? "";
    assert.match(meaning("page: Records are refused"), /docs\/runbook\.md#refused-records$/);
    assert.deepEqual(
      found.filter((line) => /^(ALARM|OK) /.test(line)),
      [
        "ALARM  orders-dev-refused-records, ap-south-1",
        "ALARM  orders-dev-theirs, ap-south-1",
        "OK     orders-dev-refused-records, ap-south-1 (was ALARM)",
        "OK     orders-dev-theirs, ap-south-1 (was ALARM)",
      ],
    );
    assert.match(describeAlarms(pipeline.alarms.all())[0]!, /^Alarms: \d+ OK, 0 in ALARM, /);
  });
});
