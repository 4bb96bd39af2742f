import { setInterval } from "node:timers";

/** Everything that a run must end, whatever happens. What starts last ends first. */
export interface Lifetime {
  /**
   * Aborted when the run must end: after Ctrl-C, when the terminal is closed, when the parent process dies, or after a
   * failure.
   */
  readonly signal: AbortSignal;
  /** Aborted by a second Ctrl-C, for a run whose cleaning up a person may give up. Other runs clean up all the same. */
  readonly again: AbortSignal;
  /** Ends the run because something that it needs is broken. */
  readonly fail: (reason: Error) => void;
  /** @throws the reason of `fail`, if it was called */
  readonly throwIfFailed: () => void;
  /**
   * The exit code if `error` ended the run: 130 if a person ended it.
   * @throws the reason of `fail`, or else the error itself
   */
  readonly codeOf: (error: unknown) => number;
  /** Takes a function that ends something. */
  readonly onEnd: (end: () => Promise<void>) => void;
  /** Ends everything, once. */
  readonly end: () => Promise<void>;
}

const PARENT_CHECK_MS = 500;

/**
 * Signals within this time are one Ctrl-C: the terminal sends it to npm and to its child, and npm hands it to the child
 * once more (https://github.com/npm/cli/issues/5021).
 */
const ONE_PRESS_MS = 1000;

/**
 * Watches the process for a reason to end. A second Ctrl-C does not interrupt the cleaning up, except where it asks.
 * @param now milliseconds that never go back
 * @returns a lifetime that has nothing to end yet
 */
export function createLifetime(now: () => number = () => performance.now()): Lifetime {
  const controller = new AbortController();
  const again = new AbortController();
  let abortedAt: number | undefined;
  const ends: (() => Promise<void>)[] = [];
  let failure: Error | undefined;
  const abort = (): void => {
    controller.abort();
  };
  const throwIfFailed = (): void => {
    if (failure) throw failure;
  };
  const onSignal = (): void => {
    if (abortedAt !== undefined && now() - abortedAt >= ONE_PRESS_MS) again.abort();
    abortedAt ??= now();
    abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, onSignal);
  }
  // A parent that is killed sends no signal. Its child then has another parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) abort();
  }, PARENT_CHECK_MS);
  watch.unref();
  return {
    signal: controller.signal,
    again: again.signal,
    fail: (reason) => {
      failure ??= reason;
      abort();
    },
    throwIfFailed,
    codeOf: (error) => {
      throwIfFailed();
      if (controller.signal.aborted) return 130;
      throw error;
    },
    onEnd: (end) => ends.unshift(end),
    end: async () => {
      clearInterval(watch);
      for (const end of ends.splice(0)) await end();
    },
  };
}
