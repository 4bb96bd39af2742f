import assert from "node:assert/strict";

import { type FaultName, seededRandom } from "../../src/faults";
import { createFaultSwitch } from "../../src/faults/switch";

const ALL = new Set<FaultName>(["garbage", "AccessDenied", "empty-5xx"]);

function switchAt(random: () => number = () => 0) {
  const clock = { time: 1000 };
  return { clock, faults: createFaultSwitch({ now: () => clock.time, random }) };
}

describe("the switch of faults", () => {
  it("strikes nothing until it is set, and nothing once it is set to nothing", () => {
    const { faults } = switchAt();
    assert.equal(faults.draw(ALL), undefined);
    faults.set([{ fault: "garbage" }]);
    assert.deepEqual(faults.draw(ALL), { fault: "garbage", turn: 0 });
    faults.set([]);
    assert.equal(faults.draw(ALL), undefined);
  });

  it("strikes by rate, as its random numbers say", () => {
    const drawn = [0.49, 0.5, 0, 0.99];
    const { faults } = switchAt(() => drawn.shift()!);
    faults.set([{ fault: "garbage", rate: 0.5 }]);
    const struck = [1, 2, 3, 4].map(() => faults.draw(ALL)?.turn);
    assert.deepEqual(struck, [0, undefined, 1, undefined]);
  });

  it("strikes by count, then not again", () => {
    const { faults } = switchAt();
    faults.set([{ fault: "AccessDenied", count: 2 }, { fault: "garbage" }]);
    const struck = [1, 2, 3].map(() => faults.draw(ALL)?.fault);
    assert.deepEqual(struck, ["AccessDenied", "AccessDenied", "garbage"]);
    assert.deepEqual(faults.counts(), { AccessDenied: 2, garbage: 1 });
  });

  it("strikes in a window of time, which begins when it is set", () => {
    const { clock, faults } = switchAt();
    clock.time = 5000;
    faults.set([{ fault: "garbage", fromMs: 100, untilMs: 200 }]);
    const struck = [5000, 5099, 5100, 5199, 5200].map((time) => {
      clock.time = time;
      return faults.draw(ALL)?.turn;
    });
    assert.deepEqual(struck, [undefined, undefined, 0, 1, undefined]);
  });

  it("strikes only what the place can meet", () => {
    const { faults } = switchAt();
    faults.set([{ fault: "empty-5xx" }]);
    assert.equal(faults.draw(new Set<FaultName>(["garbage"])), undefined);
  });
});

describe("random numbers of faults", () => {
  it("are the same for the same seed, others for another, and spread evenly", () => {
    const take = (seed: number) => Array.from({ length: 10_000 }, seededRandom(seed));
    assert.deepEqual(take(1), take(1));
    assert.notDeepEqual(take(1).slice(0, 5), take(2).slice(0, 5));
    const numbers = take(3);
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
    for (const below of [0.1, 0.5, 0.9]) {
      const share = numbers.filter((number) => number < below).length / numbers.length;
      assert.ok(Math.abs(share - below) < 0.02, `${share} below ${below}`);
    }
  });
});
