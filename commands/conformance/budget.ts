import { type Bound, describeBound } from "./bounds";
import { Mismatch } from "./mismatch";

/** What may still be sent. */
export interface Budget {
  /**
   * Takes a request out of the budget before it is sent.
   * @throws Mismatch if the request does not fit any more; it is not taken then
   */
  readonly take: (bytes: number) => void;
}

/**
 * Opens a budget.
 * @param bound the most that may be sent
 * @param what of the run is bounded, such as `one run sends`
 * @returns the whole of it
 */
export function openBudget(bound: Bound, what: string): Budget {
  let [requests, bytes] = [0, 0];
  return {
    take: (size) => {
      if (requests + 1 > bound.requests || bytes + size > bound.bytes) {
        throw new Mismatch(`nothing more is sent: ${what} at most ${describeBound(bound)}`);
      }
      requests += 1;
      bytes += size;
    },
  };
}
