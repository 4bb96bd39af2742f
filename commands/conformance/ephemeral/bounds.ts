/** The most requests that the experiments from inside send, beside those of a run from outside. */
export const INSIDE_REQUESTS = 20_000;

/** The most that they send, in millions of bytes. */
export const INSIDE_MEGABYTES = 60;
