import type { FaultName, FaultRule } from "../aws/faults";

/** Faults that never came, or not as often as their rules count. */
export function unmetFaults(
  rules: readonly FaultRule[],
  struck: Readonly<Partial<Record<FaultName, number>>>,
): FaultName[] {
  const wanted = new Map<FaultName, number>();
  for (const { fault, count, untilMs } of rules) {
    // What is over at a time may have come less often by then.
    wanted.set(fault, (wanted.get(fault) ?? 0) + (untilMs === undefined ? (count ?? 1) : 1));
  }
  return [...wanted].filter(([fault, times]) => (struck[fault] ?? 0) < times).map(([fault]) => fault);
}
