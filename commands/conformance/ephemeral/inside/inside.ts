import type { EphemeralStack, StackOutputs } from "../stack";

/** How long an experiment waits for what AWS does in its own time. Milliseconds. */
export interface Pace {
  /** Between two looks. */
  readonly pollMs: number;
  /** Until it is given up. */
  readonly patienceMs: number;
}

/** AWS takes seconds to spread a policy, and has been seen to take minutes for a key. */
export const AWS_PACE: Pace = { pollMs: 1000, patienceMs: 300_000 };

/** The local AWS waits only where an assumption says so, and then for 10 seconds. */
export const LOCAL_PACE: Pace = { pollMs: 100, patienceMs: 30_000 };

/** What experiments from inside have beside the API. */
export interface Inside {
  readonly stack: EphemeralStack;
  readonly probe: StackOutputs["probe"];
  readonly pace: Pace;
  /** Ends a wait. */
  readonly signal: AbortSignal;
}
