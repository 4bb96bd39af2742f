import assert from "node:assert/strict";

import { type AlarmWatchOptions, watchAlarms } from "../../../commands/soak/alarm-watch";
import { createMinutes } from "../../../commands/soak/minutes";

const START = Date.UTC(2026, 10, 28, 12);

type Listener = Parameters<AlarmWatchOptions["aws"]["publisher"]["onMessage"]>[0];

/** A watch, and an account whose alarms change when a minute ends: `[minute, name, state]`, by the topic's region. */
function watch(changes: readonly (readonly [minute: number, name: string, state: string, region?: string])[]) {
  const listeners: Listener[] = [];
  const minutes = createMinutes(START);
  const evaluate = (now: number) => {
    for (const [minute, name, state, region = "eu-west-1"] of changes) {
      if (now !== START + minute * 60_000) continue;
      const message = JSON.stringify({
        AlarmName: name,
        AlarmDescription: "page: It is bad. docs/runbook.md#bad",
        NewStateValue: state,
        StateChangeTime: new Date(now).toISOString().replace("Z", "+0000"),
      });
      for (const listener of listeners) {
        listener({
          topicArn: `arn:aws:sns:${region}:123456789012:t`,
          subject: "",
          message,
          messageId: "",
          timestamp: now,
        });
      }
    }
    return [];
  };
  const aws = {
    cloudWatch: { alarms: { evaluate } },
    publisher: {
      onMessage: (listener: Listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
  } as unknown as AlarmWatchOptions["aws"];
  return { minutes, ...watchAlarms({ aws, minutes, region: "eu-west-1", prefix: "orders-dev" }) };
}

const wentOffIn = ({ wentOff }: ReturnType<typeof watch>): string[] =>
  wentOff().map(({ alarm, severity, minute }) => `${alarm} ${severity} ${minute}`);

describe("the watch on a soak's alarms", () => {
  it("notes what is published, with its minute of the profile, each alarm once", () => {
    const watched = watch([
      [7, "orders-dev-silence", "ALARM"],
      [8, "orders-dev-silence", "OK"],
      [9, "orders-dev-silence", "ALARM"],
      [9, "orders-dev-theirs", "ALARM"],
    ]);
    watched.minutes.pass(2);
    watched.begin();
    watched.minutes.pass(8);
    assert.deepEqual(wentOffIn(watched), ["silence page 5", "theirs page 7"]);
  });

  it("forgets what went off before a profile began", () => {
    const watched = watch([[1, "orders-dev-silence", "ALARM"]]);
    watched.minutes.pass(2);
    watched.begin();
    watched.minutes.pass(2);
    assert.deepEqual(wentOffIn(watched), []);
  });

  it("knows an alarm that ends with its stream, and one part of a side", () => {
    const watched = watch([
      [1, "orders-dev-kinesis-write-throttled-orders", "ALARM"],
      [2, "orders-dev-ours-1", "ALARM"],
    ]);
    watched.minutes.pass(2);
    assert.deepEqual(wentOffIn(watched), ["kinesis-write-throttled page 1", "ours page 2"]);
  });

  it("leaves out alarms of other regions and other stages", () => {
    const watched = watch([
      [1, "orders-dev-silence", "ALARM", "us-east-1"],
      [1, "orders-prod-silence", "ALARM"],
    ]);
    watched.minutes.pass(2);
    assert.deepEqual(wentOffIn(watched), []);
  });

  it("says where an alarm is missing of which it knows nothing", () => {
    const watched = watch([[1, "orders-dev-weather", "ALARM"]]);
    assert.throws(() => {
      watched.minutes.pass(1);
    }, /expected-alarms\.ts has no alarm weather/);
  });
});
