import type { FaultName, FaultRule } from "@aerospike-kinesis/local-aws/faults";

/**
 * Faults that never came, or not as often as their rules count. A rule needs as many strikes while it holds as it counts, or
 * one; a strike is for one rule.
 * @param struckAtMs milliseconds after the rules were switched on, in order
 */
export function unmetFaults(
  rules: readonly FaultRule[],
  struckAtMs: Readonly<Partial<Record<FaultName, readonly number[]>>>,
): FaultName[] {
  const names = [...new Set(rules.map(({ fault }) => fault))];
  return names.filter((name) => {
    const open = rules
      .filter(({ fault }) => fault === name)
      // What is over at a time may have come less often by then.
      .map(({ count = 1, fromMs = 0, untilMs }) => ({
        fromMs,
        untilMs: untilMs ?? Infinity,
        needed: untilMs === undefined ? count : 1,
      }))
      .sort((one, other) => one.untilMs - other.untilMs);
    for (const at of struckAtMs[name] ?? []) {
      // The one that ends first has the fewest chances left.
      const rule = open.find(({ fromMs, untilMs, needed }) => needed > 0 && at >= fromMs && at < untilMs);
      if (rule) rule.needed -= 1;
    }
    return open.some(({ needed }) => needed > 0);
  });
}
