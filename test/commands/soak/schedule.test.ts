import assert from "node:assert/strict";

import { parseFaultRules } from "@aerospike-kinesis/local-aws/faults";

import { ACTION_NAMES, type ActionName } from "../../../commands/soak/actions";
import { TROUBLE_NAMES } from "../../../commands/soak/profiles";
import { createSchedule, type Schedule } from "../../../commands/soak/schedule";

function scheduleOf(text: string, random: () => number = () => 0) {
  const clock = { time: 1000 };
  const rules = parseFaultRules(text, ACTION_NAMES);
  return { clock, schedule: createSchedule(rules, { now: () => clock.time, random }) };
}

/** Asks so many times, and does what is due. */
function act(schedule: Schedule, times: number, isHalfway = true): (ActionName | undefined)[] {
  return Array.from({ length: times }, () => {
    const due = schedule.next(isHalfway);
    due?.done();
    return due?.action;
  });
}

describe("the schedule of a soak", () => {
  it("has nothing to do without rules", () => {
    const schedule = createSchedule([], { now: () => 0, random: () => 0 });
    assert.deepEqual([schedule.next(true), schedule.isPending(), schedule.isOpen()], [undefined, false, false]);
  });

  it("knows every action by its name among the faults", () => {
    assert.deepEqual(ACTION_NAMES, [
      "gateway-restart",
      "connector-restart",
      "redeployment",
      "stream-deleted",
      "silence",
      "refused-records",
      "record-too-large",
      "unread-records",
      "plan-rate-near-limit",
      "traffic-anomaly",
      "wrong-key",
    ]);
    assert.deepEqual(TROUBLE_NAMES.slice(-ACTION_NAMES.length), ACTION_NAMES);
  });

  for (const name of ACTION_NAMES) {
    it(`does ${name} once, from the half of the records on`, () => {
      const { schedule } = scheduleOf(name);
      assert.deepEqual(act(schedule, 2, false), [undefined, undefined]);
      assert.ok(schedule.isPending());
      assert.deepEqual(act(schedule, 2), [name, undefined]);
      assert.ok(!schedule.isPending());
      assert.deepEqual([schedule.counts(), schedule.unfinished()], [{ [name]: 1 }, []]);
    });

    it(`does ${name} by count and from a time on, whatever is acknowledged`, () => {
      const { clock, schedule } = scheduleOf(`${name}:from=2:count=3`);
      clock.time = 2999;
      assert.deepEqual(act(schedule, 1), [undefined]);
      clock.time = 3000;
      assert.deepEqual(act(schedule, 4, false), [name, name, name, undefined]);
      assert.deepEqual(schedule.counts(), { [name]: 3 });
    });

    it(`does ${name} until a time, and waits for it no longer`, () => {
      const { clock, schedule } = scheduleOf(`${name}:count=5:until=1`);
      assert.deepEqual(act(schedule, 1), [name]);
      assert.ok(schedule.isPending());
      clock.time = 2000;
      assert.deepEqual(act(schedule, 1), [undefined]);
      assert.ok(!schedule.isPending());
      assert.deepEqual(schedule.unfinished(), [name], "one of five");
    });

    it(`does ${name} by rate, as long as records flow anyway`, () => {
      const drawn = [0.29, 0.3, 0.9, 0];
      const { schedule } = scheduleOf(`${name}:rate=0.3`, () => drawn.shift()!);
      assert.deepEqual(act(schedule, 4), [name, undefined, undefined, name]);
      assert.deepEqual([schedule.isPending(), schedule.isOpen()], [false, true]);
    });
  }

  it("is pending until what is under way is done", () => {
    const { schedule } = scheduleOf("gateway-restart");
    const due = schedule.next(true);
    assert.ok(schedule.isPending());
    due?.done();
    assert.ok(!schedule.isPending());
  });

  it("does not wait for an action that never comes, and reports that it was not done", () => {
    const { schedule } = scheduleOf("gateway-restart:rate=0:count=2,connector-restart:rate=0");
    assert.ok(!schedule.isPending());
    assert.deepEqual(schedule.unfinished(), ["gateway-restart", "connector-restart"]);
  });
});
