import type { ServedFormat } from "@aerospike-kinesis/esp-simulator";
import { formatterOf } from "@aerospike-kinesis/esp-simulator";

import type { StoredRecord } from "../shared/records";
import { createConsumer } from "./consumer";
import type { DeliveryLog } from "./delivery-log";
import { storedReader } from "./stored";
import type { Workload } from "./workload";

/** What the shards hold of a workload, compared with what XDR was told. */
export interface Findings {
  /** Records of which at least one copy is stored. */
  readonly stored: number;
  /** Records that are acknowledged and not stored. */
  readonly lost: number;
  /** Copies beyond the first. */
  readonly duplicates: number;
  /**
   * Duplicates that a consumer drops if it keeps, for each digest, the latest `lut`, and then the latest `gen`. These
   * must be all duplicates. Otherwise the rule is wrong.
   */
  readonly droppable: number;
  /**
   * Keys of which that consumer, after it has read everything, has an older version than the latest acknowledged one.
   */
  readonly stale: number;
  /** Copies that come after a newer version of their key. */
  readonly outOfOrder: number;
  /** Records in the stream with bytes, or a partition key, that nobody sent. */
  readonly altered: number;
}

/** Compares what is read back with what was sent, byte for byte. */
export interface Audit {
  /** Takes every record of every shard, each shard in its order. */
  readonly read: (record: StoredRecord) => void;
  readonly findings: () => Findings;
}

/**
 * @param workload what was to be sent
 * @param format the format in which the connectors wrote it
 * @param deliveries which records XDR was told are stored
 * @returns an audit that has read nothing yet
 */
export function createAudit(
  workload: Workload,
  format: ServedFormat,
  { isAcknowledged }: Pick<DeliveryLog, "isAcknowledged">,
): Audit {
  const bytesOf = formatterOf(format);
  const change = storedReader(format);
  const consumer = createConsumer();
  const copies = new Uint16Array(workload.records);
  /** The index of the latest record of each key, plus one. Later versions of a key have larger indices. */
  const latest = new Uint32Array(workload.keys);
  const counts = { stored: 0, duplicates: 0, droppable: 0, outOfOrder: 0, altered: 0 };
  return {
    read: ({ data, partitionKey }) => {
      const stored = change(data);
      const isDropped = stored !== undefined && !consumer.take(stored);
      const index = stored && workload.indexIn(stored);
      const sent = index === undefined ? undefined : workload.at(index);
      if (index === undefined || sent === undefined || !isCopy({ data, partitionKey }, sent)) {
        counts.altered += 1;
        return;
      }
      const key = workload.keyOf(index);
      const isDuplicate = (copies[index] ?? 0) > 0;
      copies[index] = (copies[index] ?? 0) + 1;
      latest[key] = Math.max(latest[key] ?? 0, index + 1);
      counts[isDuplicate ? "duplicates" : "stored"] += 1;
      if (isDuplicate && isDropped) counts.droppable += 1;
      if (index + 1 < (latest[key] ?? 0)) counts.outOfOrder += 1;
    },
    findings: () => ({
      ...counts,
      lost: copies.reduce((lost, many, index) => lost + (isLost(many, index) ? 1 : 0), 0),
      stale: stale(),
    }),
  };

  function isCopy(stored: Pick<StoredRecord, "data" | "partitionKey">, sent: ReturnType<Workload["at"]>): boolean {
    return stored.partitionKey === sent.digest.toString("base64") && stored.data.equals(bytesOf(sent));
  }

  function isLost(many: number, index: number): boolean {
    return many === 0 && isAcknowledged(index);
  }

  /**
   * Counts stale keys. A version after the latest acknowledged one may be the one that is kept, because its
   * acknowledgement can be lost. An earlier version may not.
   */
  function stale(): number {
    const isSettled = new Uint8Array(workload.keys);
    let count = 0;
    for (let index = workload.records - 1; index >= 0; index -= 1) {
      const key = workload.keyOf(index);
      if (isSettled[key] === 1) continue;
      const sent = workload.at(index);
      const kept = consumer.latestOf(sent.digest.toString("base64"));
      const isKept = kept?.lut === sent.lut && kept.gen === (sent.op === "write" ? sent.gen : undefined);
      if (!isKept && !isAcknowledged(index)) continue;
      isSettled[key] = 1;
      if (!isKept) count += 1;
    }
    return count;
  }
}
