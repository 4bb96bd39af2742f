import assert from "node:assert/strict";

import { createLifetime, type Lifetime } from "../../../commands/shared/lifetime";

/** Signals that the test runner does not listen to. */
const SIGNAL = "SIGHUP";

describe("a lifetime that is interrupted", () => {
  let now: number;
  let lifetime: Lifetime;
  let before: readonly NodeJS.SignalsListener[];

  beforeEach(() => {
    before = process.listeners(SIGNAL);
    now = 0;
    lifetime = createLifetime(() => now);
  });
  afterEach(async () => {
    await lifetime.end();
    for (const signal of [SIGNAL, "SIGINT", "SIGTERM"] as const) {
      const [last] = process.listeners(signal).slice(-1);
      if (last !== undefined && !before.includes(last)) process.off(signal, last);
    }
  });

  const interruptAt = (at: number): void => {
    now = at;
    process.emit(SIGNAL);
  };

  it("takes the signals of one Ctrl-C, which comes twice through npm, as one", () => {
    interruptAt(10);
    interruptAt(15);
    assert.deepEqual([lifetime.signal.aborted, lifetime.again.aborted], [true, false]);
  });

  it("tells a second Ctrl-C", () => {
    interruptAt(10);
    interruptAt(15);
    interruptAt(1500);
    assert.ok(lifetime.again.aborted);
  });

  it("takes no failure for a Ctrl-C", () => {
    lifetime.fail(new Error("broken"));
    now = 5000;
    interruptAt(5000);
    assert.deepEqual([lifetime.signal.aborted, lifetime.again.aborted], [true, false]);
  });
});
