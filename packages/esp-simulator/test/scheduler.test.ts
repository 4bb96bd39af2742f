import assert from "node:assert/strict";

import { realScheduler } from "../src/scheduler";

describe("realScheduler", () => {
  it("runs timers in order of time, and no cancelled ones", async () => {
    const ran: string[] = [];
    const started = realScheduler.now();
    realScheduler.after(1, () => ran.push("cancelled"))();
    realScheduler.after(1, () => ran.push("first"));
    await new Promise<void>((resolve) => realScheduler.after(5, resolve));
    assert.deepEqual(ran, ["first"]);
    // Timers of Node may fire a fraction of a millisecond early.
    assert.ok(realScheduler.now() - started >= 4);
  });

  it("does not run a timer at once that is longer than Node's timers can be", async () => {
    const ran: string[] = [];
    const cancel = realScheduler.after(2_147_483_647_000, () => ran.push("at once"));
    await new Promise<void>((resolve) => realScheduler.after(5, resolve));
    cancel();
    assert.deepEqual(ran, []);
  });
});
