import type { Budget } from "./budget";
import type { Clock } from "./clock";
import type { HttpAnswer } from "./http-client";
import { Mismatch } from "./mismatch";

/** Says when a request is sent again. */
export interface Repeats {
  /**
   * Begins a request.
   * @returns takes each answer, and waits until it is time to send again. False: the answer is the last one. Rejects with
   * a Mismatch after a second 504, and if nothing may be sent again
   */
  readonly begin: () => (answer: HttpAnswer, bytes: number) => Promise<boolean>;
  /** Takes note of a 504 that is no failure yet. */
  readonly noteLate: () => void;
  /** How many such answers came so far. */
  readonly late: () => number;
}

export interface RepeatsOptions {
  /** What may be sent again. */
  readonly again: Budget;
  readonly clock: Clock;
  /** Milliseconds for which a 429 is tried again. With 0, nothing is sent again. @defaultValue 60,000 */
  readonly patienceMs?: number | undefined;
  /** Milliseconds between two attempts, at least. @defaultValue 1000 */
  readonly retryMs?: number | undefined;
}

/** A shard takes a megabyte a second. A large record that is sent again sooner is refused again, and costs again. */
const BYTES_PER_MS = 1000;

/**
 * Sends again as a connector does, but not for ever: after a 429 until the time is up, and after a 504 once.
 * @param options the time, and what may be sent again
 * @returns judges the answers of each request
 */
export function openRepeats({ again, clock, patienceMs = 60_000, retryMs = 1000 }: RepeatsOptions): Repeats {
  let late = 0;
  const take = (answer: HttpAnswer, bytes: number): void => {
    try {
      again.take(bytes);
    } catch (error) {
      throw error instanceof Mismatch ? new Mismatch(`${answer.status}: ${error.message}`) : error;
    }
  };
  return {
    begin: () => {
      const until = clock.now() + patienceMs;
      let wasLate = false;
      return async (answer, bytes) => {
        if (patienceMs === 0 || ![429, 504].includes(answer.status)) return false;
        if (answer.status === 504) {
          if (wasLate) throw new Mismatch(`${answer.status}: the API did not answer in time, twice`);
          wasLate = true;
          late += 1;
        } else if (clock.now() >= until) {
          return false;
        }
        take(answer, bytes);
        await clock.wait(Math.max(retryMs, bytes / BYTES_PER_MS));
        return true;
      };
    },
    noteLate: () => {
      late += 1;
    },
    late: () => late,
  };
}
