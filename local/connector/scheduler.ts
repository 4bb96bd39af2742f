/** Time, handed in so that tests are exact. */
export interface Scheduler {
  /** Milliseconds from some fixed point; never goes back. */
  readonly now: () => number;
  /** Runs something once, later. @returns what cancels it */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** This machine's time. */
export const realScheduler: Scheduler = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
