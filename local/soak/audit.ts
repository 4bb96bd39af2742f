import type { Formatter } from "../connector/format";
import type { StoredRecord } from "../records";
import type { Ledger } from "./ledger";
import type { Workload } from "./workload";

/** What the shards hold of a workload, beside what XDR was told. */
export interface Findings {
  /** Records of which at least one copy is there. */
  readonly stored: number;
  /** Acknowledged and not stored. */
  readonly lost: number;
  /** Copies beyond the first. */
  readonly duplicates: number;
  /** Duplicates that a consumer drops which keeps, for each digest, the latest `lut` it has seen. */
  readonly droppable: number;
  /** Copies that stand behind a newer version of their key. */
  readonly outOfOrder: number;
  /** Records in the stream whose bytes or partition key nobody sent. */
  readonly altered: number;
}

/** Compares what is read back with what was sent, byte for byte. */
export interface Audit {
  /** Takes every record of every shard, each shard in its order. */
  readonly read: (record: StoredRecord) => void;
  readonly findings: () => Findings;
}

export function createAudit(
  workload: Workload,
  format: Formatter,
  { isAcknowledged }: Pick<Ledger, "isAcknowledged">,
): Audit {
  const copies = new Uint16Array(workload.records);
  /** One more than the latest record of each key; a record's index grows with its `lut`. */
  const latest = new Uint32Array(workload.keys);
  const counts = { stored: 0, duplicates: 0, droppable: 0, outOfOrder: 0, altered: 0 };
  return {
    read: ({ data, partitionKey }) => {
      const index = workload.indexIn(data);
      const sent = index === undefined ? undefined : workload.at(index);
      if (index === undefined || sent === undefined || !isCopy({ data, partitionKey }, sent)) {
        counts.altered += 1;
        return;
      }
      const key = workload.keyOf(index);
      const isOld = index < (latest[key] ?? 0);
      const isDuplicate = (copies[index] ?? 0) > 0;
      copies[index] = (copies[index] ?? 0) + 1;
      latest[key] = Math.max(latest[key] ?? 0, index + 1);
      counts[isDuplicate ? "duplicates" : "stored"] += 1;
      if (isDuplicate && isOld) counts.droppable += 1;
      if (index + 1 < (latest[key] ?? 0)) counts.outOfOrder += 1;
    },
    findings: () => ({
      ...counts,
      lost: copies.reduce((lost, many, index) => lost + (isLost(many, index) ? 1 : 0), 0),
    }),
  };

  function isCopy(stored: Pick<StoredRecord, "data" | "partitionKey">, sent: ReturnType<Workload["at"]>): boolean {
    return stored.partitionKey === sent.digest.toString("base64") && stored.data.equals(format(sent));
  }

  function isLost(many: number, index: number): boolean {
    return many === 0 && isAcknowledged(index);
  }
}
