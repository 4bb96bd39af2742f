/** The most that is sent: requests, and bytes of their bodies. */
export interface Bound {
  readonly requests: number;
  readonly bytes: number;
}

/** The most that one run sends to one API for the first time. 100 other destinations are in it. */
const FIRST: Bound = { requests: 500, bytes: 90_000_000 };

/** The most that one run sends again, after answers 429 and 504. */
export const AGAIN: Bound = { requests: 500, bytes: 110_000_000 };

/** The most that one run sends to one API. Nothing goes beyond it. */
export const BOUND: Bound = {
  requests: FIRST.requests + AGAIN.requests,
  bytes: FIRST.bytes + AGAIN.bytes,
};

/**
 * A bound in words.
 * @param bound requests and bytes
 * @returns such as `1000 requests and 200 MB`
 */
export const describeBound = ({ requests, bytes }: Bound): string => `${requests} requests and ${bytes / 1_000_000} MB`;
