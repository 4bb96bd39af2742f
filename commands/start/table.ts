import { columns } from "../shared/columns";
import { count, mostFirst } from "../shared/count";
import { oneLine } from "../shared/one-line";
import type { Delivered, Outcome } from "./deliver";

/** So many rows are shown. The others are only counted. */
const MAX_ROWS = 20;
const MAX_DATA_LENGTH = 60;

/**
 * Writes the records as a table for people: the stream if there are several, partition key, shard, sequence number, size
 * in bytes, data.
 * @param outcomes in the order of the rows; rows after the twentieth are only counted
 * @returns lines
 */
export function recordTable(outcomes: readonly Outcome[]): string[] {
  const streams = new Set(outcomes.map(({ stream }) => stream));
  const withStream = (cells: readonly string[], stream: string) => (streams.size > 1 ? [stream, ...cells] : [...cells]);
  const rows = outcomes.slice(0, MAX_ROWS).map((outcome) => withStream(row(outcome), outcome.stream));
  const more = outcomes.length - rows.length;
  return [
    ...columns([withStream(["PARTITION KEY", "SHARD", "SEQUENCE NUMBER", "BYTES", "DATA"], "STREAM"), ...rows]),
    ...(more > 0 ? [`... and ${more} more`] : []),
  ];
}

/** The result of a run. */
export interface Totals {
  readonly outcomes: readonly Outcome[];
  readonly retries: Delivered["retries"];
  /** How many records are in the streams of the outcomes, which were empty before. */
  readonly inStreams: number;
}

/**
 * Writes the result of a run: what is stored, what was sent again, and what else is in the stream.
 * @param totals of the run
 * @returns one line each
 */
export function verdict({ outcomes, retries, inStreams }: Totals): string[] {
  const streams = new Set(outcomes.map(({ stream }) => stream));
  const stored = outcomes.filter(({ kind }) => kind === "stored").length;
  const missing = outcomes.length - stored;
  const more = inStreams - stored;
  const again = mostFirst(retries).map(([cause, times]) => `${cause} (${times})`);
  return [
    `${outcomes.length} sent, ${stored} stored byte for byte${missing > 0 ? `, ${missing} MISSING` : ""}.`,
    ...(again.length > 0 ? [`Sent again after ${again.join(", ")}.`] : []),
    ...(more > 0
      ? [
          `${count(more, "record")} more in ${streams.size > 1 ? "the streams" : "the stream"}: ${missing > 0 ? UNACCOUNTED : COPIES}`,
        ]
      : []),
  ];
}

const COPIES = "copies, stored and not acknowledged in time. Consumers drop them.";
const UNACCOUNTED = "copies, or what is missing above.";

const row = (outcome: Outcome): string[] => {
  if (outcome.kind === "missing") return [outcome.digest, "MISSING", outcome.why, "", ""];
  const { partitionKey, ShardId, SequenceNumber, data } = outcome.record;
  return [partitionKey, ShardId, SequenceNumber, String(data.length), oneLine(data.toString("utf8"), MAX_DATA_LENGTH)];
};
