import type { XdrEvent } from "@aerospike-kinesis/esp-simulator";

import type { Workload } from "./workload";

/** What XDR was told of each record of a workload. */
export interface DeliveryLog {
  /** Takes XDR's events. */
  readonly note: (event: XdrEvent) => void;
  readonly acknowledged: () => number;
  readonly isAcknowledged: (index: number) => boolean;
  /**
   * A quantile of the milliseconds from a record's first attempt to its acknowledgement.
   * @param share from 0 to 1
   */
  readonly latencyMs: (share: number) => number;
}

/**
 * @param workload the records that XDR is given, and no others
 * @param now milliseconds since any moment
 * @returns a log that takes XDR's events
 */
export function createDeliveryLog({ records, indexOf }: Workload, now: () => number): DeliveryLog {
  const acknowledged = new Uint8Array(records);
  const startedAt = new Float64Array(records);
  const latencies: number[] = [];
  let count = 0;
  return {
    note: (event) => {
      if (event.kind === "sent" && event.attempt === 1) startedAt[indexOf(event.notification)] = now();
      if (event.kind !== "acknowledged") return;
      const index = indexOf(event.notification);
      acknowledged[index] = 1;
      count += 1;
      latencies.push(now() - (startedAt[index] ?? 0));
    },
    acknowledged: () => count,
    isAcknowledged: (index) => acknowledged[index] === 1,
    latencyMs: (share) => {
      const sorted = Float64Array.from(latencies).sort();
      return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    },
  };
}
