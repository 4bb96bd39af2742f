import { setInterval } from "node:timers";

/** Everything that a run must end, in the reverse order of its start, whatever happens. */
export interface Lifetime {
  /** Aborted when the run is to end: Ctrl-C, a closed terminal, a parent that died, or a failure. */
  readonly signal: AbortSignal;
  /** Ends the run because something broke that it cannot do without. */
  readonly fail: (reason: Error) => void;
  /** @throws what the run failed of, if it did */
  readonly throwIfFailed: () => void;
  /**
   * What the process is to end with when the run was ended by `error`: 130 if somebody wished it.
   * @throws what the run failed of, or the error itself
   */
  readonly codeOf: (error: unknown) => number;
  /** Takes what has to be ended. */
  readonly onEnd: (end: () => Promise<void>) => void;
  /** Ends it all; once. */
  readonly end: () => Promise<void>;
}

const PARENT_CHECK_MS = 500;

/** Watches the process for a reason to end. A second Ctrl-C does not interrupt the cleaning up. */
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
  // A parent killed outright sends no signal; its orphan is handed to another.
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
