import { setInterval } from "node:timers";

/** Everything that a run must end, whatever happens. What starts last ends first. */
export interface Lifetime {
  /**
   * Aborted when the run must end: after Ctrl-C, when the terminal is closed, when the parent process dies, or after a
   * failure.
   */
  readonly signal: AbortSignal;
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
 * Watches the process for a reason to end. A second Ctrl-C does not interrupt the cleaning up.
 * @returns a lifetime that has nothing to end yet
 */
export function createLifetime(): Lifetime {
  const controller = new AbortController();
  const ends: (() => Promise<void>)[] = [];
  let failure: Error | undefined;
  const abort = (): void => {
    controller.abort();
  };
  const throwIfFailed = (): void => {
    if (failure) throw failure;
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, abort);
  }
  // A parent that is killed sends no signal. Its child then has another parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) abort();
  }, PARENT_CHECK_MS);
  watch.unref();
  return {
    signal: controller.signal,
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
