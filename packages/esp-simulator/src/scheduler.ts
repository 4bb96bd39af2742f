/** Time, handed in so that tests are exact. */
export interface Scheduler {
  /** Milliseconds from some fixed point; never goes back. */
  readonly now: () => number;
  /** Runs something once, later. @returns what cancels it */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Node runs a timer of more milliseconds at once. These are 24 days: nothing here lasts as long. */
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
