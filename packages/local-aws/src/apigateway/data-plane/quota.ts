/** How many requests a key may make in a calendar day or month of UTC. */
export interface Quota {
  readonly limit: number;
  readonly period: "DAY" | "MONTH";
}

/** Counts a request against a quota. @returns false if it is one too many */
export type CountRequest = (name: string, quota: Quota) => boolean;

const PERIOD_LENGTHS = { DAY: "2026-01-01".length, MONTH: "2026-01".length } as const;

/**
 * Counters by name.
 * @param now milliseconds since the epoch
 * @returns a function that counts one request
 */
export function createQuotas(now: () => number): CountRequest {
  const counters = new Map<string, { readonly period: string; count: number }>();
  return (name, quota) => {
    const period = new Date(now()).toISOString().slice(0, PERIOD_LENGTHS[quota.period]);
    const known = counters.get(name);
    const counter = known?.period === period ? known : { period, count: 0 };
    counters.set(name, counter);
    if (counter.count >= quota.limit) return false;
    counter.count += 1;
    return true;
  };
}
