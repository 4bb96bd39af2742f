import { setImmediate } from "node:timers/promises";

import type { Scheduler } from "../../src/scheduler";

/** Time that passes only when a test says so. */
export interface FakeScheduler extends Scheduler {
  /** Lets milliseconds pass: what falls due runs at its moment, and what follows from it settles before the next. */
  advance(ms: number): Promise<void>;
  /** How many things are still to run. */
  readonly pending: () => number;
}

export function fakeScheduler(): FakeScheduler {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await setImmediate();
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.run();
        await setImmediate();
      }
      now = end;
    },
    pending: () => timers.size,
  };
}
