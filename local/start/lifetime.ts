import { setInterval } from "node:timers";

/** Everything that a run must end, in the reverse order of its start, whatever happens. */
export interface Lifetime {
  /** Aborted when the run is to end: Ctrl-C, a closed terminal, a parent that died. */
  readonly signal: AbortSignal;
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
  const abort = (): void => {
    controller.abort();
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
    onEnd: (end) => ends.unshift(end),
    end: async () => {
      clearInterval(watch);
      for (const end of ends.splice(0)) await end();
    },
  };
}
