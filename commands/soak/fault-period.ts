import type { FaultRule } from "@aerospike-kinesis/local-aws/faults";

import type { Trouble } from "./target";

/**
 * Switches faults on.
 * @param trouble the switches
 * @param faults what is to fail
 * @param shardRate how much every shard takes, as a share of what shards of AWS take
 * @returns what ends it, and what happened until then
 */
export function startFaults(trouble: Trouble, faults: readonly FaultRule[], shardRate: number) {
  let met: Pick<typeof trouble.faults, "counts" | "strikeTimesMs"> | undefined;
  trouble.takeThrottles();
  trouble.faults.set(faults);
  trouble.scaleShardRates(shardRate);
  return {
    /** Everything works again. */
    end: () => {
      const [counts, strikeTimesMs] = [trouble.faults.counts(), trouble.faults.strikeTimesMs()];
      met ??= { counts: () => counts, strikeTimesMs: () => strikeTimesMs };
      trouble.faults.set([]);
      trouble.scaleShardRates(1);
    },
    /** How often each fault has happened. */
    counts: () => met?.counts() ?? {},
    /** When each fault has happened. */
    strikeTimesMs: () => met?.strikeTimesMs() ?? {},
  };
}

/** The time in which faults are on. */
export type FaultPeriod = ReturnType<typeof startFaults>;
