import type { RequestEntry } from "./entry";
import type { Measures, Observed } from "./observed";

/** A busy machine is late. */
const INTERVAL_TOLERANCE = 0.3;
/** So many intervals without a check mean that there are none. */
const INTERVALS_WITHOUT = 3;
const METHODS = { GET: "get", HEAD: "head", OPTIONS: "options", POST: "post" } as const;

/** What health checks show. */
export const measureHealthChecks: Measures<
  | "health-check"
  | "health-check-method"
  | "health-check-path"
  | "health-check-headers"
  | "health-check-interval"
  | "health-check-connection"
  | "while-unhealthy"
> = {
  "health-check": ({ checks, checkIntervalMs, records }) => {
    if (checks.length > 0) return "sent";
    const [first] = records;
    const last = records.at(-1);
    if (checkIntervalMs === undefined || !first || !last) return undefined;
    return last.at - first.at > INTERVALS_WITHOUT * checkIntervalMs ? "none" : undefined;
  },
  "health-check-method": ({ checks: [first] }) => METHODS[first?.method as keyof typeof METHODS],
  "health-check-path": ({ checks: [first], paths }) => {
    if (first === undefined) return undefined;
    return paths.includes(first.path) ? "destination" : "other";
  },
  "health-check-headers": ({ checks: [first], configuredHeaders }) => {
    if (first === undefined) return undefined;
    const configured = configuredHeaders.map((name) => name.toLowerCase());
    return first.headerNames.some((name) => configured.includes(name.toLowerCase())) ? "configured" : "none";
  },
  "health-check-interval": ({ checks, checkIntervalMs }) => {
    const gaps = checks.slice(1).map(({ at }, index) => at - (checks[index]?.at ?? at));
    const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
    if (median === undefined || checkIntervalMs === undefined) return undefined;
    return Math.abs(median - checkIntervalMs) <= checkIntervalMs * INTERVAL_TOLERANCE ? "configured" : "other";
  },
  "health-check-connection": ({ checks, records }) => {
    if (checks.length === 0 || records.length === 0) return undefined;
    const ofRecords = new Set(records.map(({ connection }) => connection));
    return checks.some(({ connection }) => ofRecords.has(connection)) ? "shared" : "own";
  },
  "while-unhealthy": (observed) => {
    const { records } = observed;
    for (const [from, until] of unhealthyTimes(observed)) {
      if (records.some(({ at }) => at > from && at < until)) return "sent";
      if (records.some(({ at }) => at <= from) && records.some(({ at }) => at >= until)) return "held";
    }
    return undefined;
  },
};

/** From the answer of each check that failed to the arrival of the next one that passed. */
function unhealthyTimes({ checks }: Observed): (readonly [from: number, until: number])[] {
  return checks.flatMap((check, index) => {
    const before = checks[index - 1];
    if (hasPassed(check) || (before && !hasPassed(before))) return [];
    const passed = checks.slice(index).find(hasPassed);
    return passed ? [[check.answeredAt, passed.at] as const] : [];
  });
}

const hasPassed = ({ answer }: RequestEntry): boolean => typeof answer === "number" && answer >= 200 && answer < 300;
