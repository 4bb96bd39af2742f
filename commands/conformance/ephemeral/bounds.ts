import type { Bound } from "../bounds";

/** The most that the experiments from inside send, beside what a run from outside sends. */
export const INSIDE: Bound = { requests: 20_000, bytes: 60_000_000 };
