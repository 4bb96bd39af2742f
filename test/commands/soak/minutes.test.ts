import assert from "node:assert/strict";

import { MINUTE_MS } from "../../../commands/shared/durations";
import { createMinutes, requestsPerMinute } from "../../../commands/soak/minutes";

const START = Date.UTC(2026, 10, 28, 12);

/** Minutes, and those that have ended, counted from the start. */
function minutesFrom(startsAt: number) {
  const minutes = createMinutes(startsAt);
  const ended: number[] = [];
  minutes.onMinute((now) => ended.push((now - START) / MINUTE_MS));
  return { minutes, ended };
}

describe("the minutes of a soak", () => {
  it("begin with a whole one", () => {
    assert.equal(createMinutes(START - 1).now(), START);
    assert.equal(createMinutes(START).now(), START);
  });

  it("pass with requests alone, each request within its minute", () => {
    const { minutes, ended } = minutesFrom(START);
    minutes.setRequestsPerMinute(4);
    const minuteOf: number[] = [];
    for (let request = 0; request < 9; request += 1) {
      minutes.countRequest();
      minuteOf.push(Math.floor((minutes.now() - START) / MINUTE_MS));
    }
    assert.deepEqual(minuteOf, [0, 0, 0, 0, 1, 1, 1, 1, 2]);
    assert.deepEqual(ended, [1, 2]);
  });

  it("pass without a request where that is asked for", () => {
    const { minutes, ended } = minutesFrom(START);
    minutes.countRequest();
    minutes.pass(3);
    assert.deepEqual(ended, [1, 2, 3]);
    assert.equal(minutes.now(), START + 3 * MINUTE_MS);
  });

  it("end where the number of their requests changes, unless they have just begun", () => {
    const { minutes, ended } = minutesFrom(START);
    minutes.setRequestsPerMinute(10);
    assert.deepEqual(ended, []);
    minutes.countRequest();
    minutes.setRequestsPerMinute(10);
    assert.deepEqual(ended, [1]);
  });

  for (const [records, requests] of [
    [1, 1],
    [120, 8],
    [1000, 67],
    [1_000_000, 200],
  ] as const) {
    it(`have ${requests} requests in a profile of ${records} records`, () => {
      assert.equal(requestsPerMinute(records), requests);
    });
  }
});
