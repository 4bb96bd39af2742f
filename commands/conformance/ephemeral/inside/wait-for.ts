import { setTimeout as delay } from "node:timers/promises";

import type { Inside } from "./inside";

/** What was seen, and when. */
export interface Seen<Value> {
  readonly value: Value;
  /** Seconds since the wait began, with one decimal place. */
  readonly after: string;
}

/**
 * Looks again and again until there is something to see.
 * @param inside how often it looks, and for how long
 * @param look gives what it sees; undefined if there is nothing yet
 * @returns undefined if nothing was seen in time
 * @throws the signal's reason; whatever `look` throws
 */
export async function waitFor<Value>(
  { pace, signal }: Pick<Inside, "pace" | "signal">,
  look: () => Promise<Value | undefined>,
): Promise<Seen<Value> | undefined> {
  const start = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const value = await look();
    const waited = performance.now() - start;
    if (value !== undefined) return { value, after: seconds(waited) };
    if (waited >= pace.patienceMs) return undefined;
    await delay(pace.pollMs, undefined, { signal });
  }
}

/**
 * A duration for people.
 * @param milliseconds any
 * @returns such as `1.5 s`
 */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
