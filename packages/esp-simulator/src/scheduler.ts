/** A clock and timers. Tests hand in their own, so that they are exact. */
export interface Scheduler {
  /** Milliseconds from some fixed point; never goes back. */
  readonly now: () => number;
  /** Runs something once, later. @returns what cancels it */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Node runs a longer timer at once. This is 24 days: nothing here takes as long. */
const LONGEST_MS = 2 ** 31 - 1;

/** This machine's time. */
export const realScheduler: Scheduler = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(ms, LONGEST_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
