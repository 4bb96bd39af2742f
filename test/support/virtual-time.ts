import { setImmediate as turn } from "node:timers/promises";

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** Time that passes only when a test says so, and never while something is under way. */
export interface VirtualTime {
  /** For a connector and for XDR. */
  readonly scheduler: {
    readonly now: () => number;
    readonly after: (milliseconds: number, run: () => void) => () => void;
  };
  /** Time stands still until the promise is settled. */
  readonly track: <Value>(promise: Promise<Value>) => Promise<Value>;
  /** Lets time pass, in steps. Waits after each for what it has started. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

const STEP_MS = 100;

/** @returns time that stands still */
export function createVirtualTime(): VirtualTime {
  const timers = new Set<Timer>();
  const underWay = new Set<Promise<unknown>>();
  let time = 0;

  async function step(): Promise<void> {
    time += STEP_MS;
    const due = [...timers].filter((timer) => timer.due <= time).sort((a, b) => a.due - b.due);
    for (const timer of due) {
      if (timers.delete(timer)) timer.run();
    }
    do {
      // What an answer leads to begins in this turn.
      await turn();
      await Promise.allSettled(underWay);
    } while (underWay.size > 0);
  }

  return {
    scheduler: {
      now: () => time,
      after: (milliseconds, run) => {
        const timer = { due: time + milliseconds, run };
        timers.add(timer);
        return () => {
          timers.delete(timer);
        };
      },
    },
    track: (promise) => {
      underWay.add(promise);
      const settle = () => underWay.delete(promise);
      promise.then(settle, settle);
      return promise;
    },
    pass: async (milliseconds) => {
      for (const end = time + milliseconds; time < end;) await step();
    },
  };
}
