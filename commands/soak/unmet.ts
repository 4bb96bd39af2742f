import type { FaultName, FaultRule } from "@aerospike-kinesis/local-aws/faults";

/**
 * Finds faults that never came, or that came less often than their rules say. A rule needs as many strikes during its
 * time as its `count`, or one. Each strike counts for one rule.
 * @param rules that were switched on
 * @param struckAtMs when each fault has struck: milliseconds after the rules were switched on, in order
 * @returns the names of the faults, each once
 */
export function unmetFaults(
  rules: readonly FaultRule[],
  struckAtMs: Readonly<Partial<Record<FaultName, readonly number[]>>>,
): FaultName[] {
  const names = [...new Set(rules.map(({ fault }) => fault))];
  return names.filter((name) => {
    const open = rules
      .filter(({ fault }) => fault === name)
      // A rule with an end may have come less often by then.
      .map(({ count = 1, fromMs = 0, untilMs }) => ({
        fromMs,
        untilMs: untilMs ?? Infinity,
        needed: untilMs === undefined ? count : 1,
      }))
      .sort((one, other) => one.untilMs - other.untilMs);
    for (const at of struckAtMs[name] ?? []) {
      // The rule that ends first has the fewest chances left.
      const rule = open.find(({ fromMs, untilMs, needed }) => needed > 0 && at >= fromMs && at < untilMs);
      if (rule) rule.needed -= 1;
    }
    return open.some(({ needed }) => needed > 0);
  });
}
