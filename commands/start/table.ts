import { columns } from "../shared/columns";
import { count, mostFirst } from "../shared/count";
import { oneLine } from "../shared/one-line";
import type { Delivered, Outcome } from "./deliver";

/** So many rows are shown. The others are only counted. */
const MAX_ROWS = 20;
const MAX_DATA_LENGTH = 60;

/**
 * Writes the records as a table for people: partition key, shard, sequence number, size in bytes, data.
 * @param outcomes in the order of the rows; rows after the twentieth are only counted
 * @returns lines
 */
export function recordTable(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.slice(0, MAX_ROWS).map(row);
  const more = outcomes.length - rows.length;
  return [
    ...columns([["PARTITION KEY", "SHARD", "SEQUENCE NUMBER", "BYTES", "DATA"], ...rows]),
    ...(more > 0 ? [`... and ${more} more`] : []),
  ];
}

/** The result of a run. */
export interface Totals {
  readonly outcomes: readonly Outcome[];
  readonly retries: Delivered["retries"];
  /** How many records are in the stream, which was empty before. */
  readonly inStream: number;
}

/**
 * Writes the result of a run: what is stored, what was sent again, and what else is in the stream.
 * @param totals of the run
 * @returns one line each
 */
export function verdict({ outcomes, retries, inStream }: Totals): string[] {
  const stored = outcomes.filter(({ kind }) => kind === "stored").length;
  const missing = outcomes.length - stored;
  const more = inStream - stored;
  const again = mostFirst(retries).map(([cause, times]) => `${cause} (${times})`);
  return [
    `${outcomes.length} sent, ${stored} stored byte for byte${missing > 0 ? `, ${missing} MISSING` : ""}.`,
    ...(again.length > 0 ? [`Sent again after ${again.join(", ")}.`] : []),
    ...(more > 0 ? [`${count(more, "record")} more in the stream: ${missing > 0 ? UNACCOUNTED : COPIES}`] : []),
  ];
}

const COPIES = "copies, stored and not acknowledged in time. Consumers drop them.";
const UNACCOUNTED = "copies, or what is missing above.";

const row = (outcome: Outcome): string[] => {
  if (outcome.kind === "missing") return [outcome.digest, "MISSING", outcome.why, "", ""];
  const { partitionKey, ShardId, SequenceNumber, data } = outcome.record;
  return [partitionKey, ShardId, SequenceNumber, String(data.length), oneLine(data.toString("utf8"), MAX_DATA_LENGTH)];
};
