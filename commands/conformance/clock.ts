import { setTimeout as delay } from "node:timers/promises";

/** The time of a run. A test hands in one of its own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
}

/** The clock of this machine. */
export const MACHINE_CLOCK: Clock = { now: Date.now, wait: (ms) => delay(ms) };
