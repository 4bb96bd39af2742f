import type { KinesisClient } from "@aws-sdk/client-kinesis";

import { positionIn, type RecordPosition, type StoredRecord } from "../shared/records";
import { createShardReader, type ShardReaderOptions } from "../shared/shards";
import { isHidden } from "../shared/stream-reference";
import type { Clock } from "./clock";
import type { Patience } from "./patience";
import { createRecordReader } from "./readings";
import type { Target } from "./target";

/** What became of a marked post. */
interface Entry {
  readonly mark: string;
  /** Which check sent it. */
  readonly check: string;
  /** Where it belongs. */
  readonly stream: string;
  /**
   * `unknown` where no answer, or a 5xx, leaves open whether the record is stored. `without a place` where a 200 names none,
   * as that of a health check.
   */
  outcome: "unknown" | "refused" | "without a place" | RecordPosition;
  /** How often it was sent. */
  attempts: number;
  /** When it was answered with a place, by this machine's clock. */
  placedAt?: number;
}

/** Every marked post of a run, to compare with what the streams hold in the end. */
export interface Ledger {
  /**
   * Notes a post before it is sent. The stream is that of the first destination, unless another is named.
   * @returns takes the answer; a second attempt is noted again
   */
  readonly note: (mark: string, check: string, stream?: string) => (status: number, text: string) => void;
  /** Reads the streams since the start of the run. */
  readonly compare: () => Promise<Comparison>;
}

/** What the streams hold in the end, beside what was answered. */
export interface Comparison {
  /** One sentence for each difference. */
  readonly differences: readonly string[];
  /** Streams of another account that their owner does not let this one read. */
  readonly unread: readonly string[];
}

/** How long before the start the reading begins, by the clock of Kinesis. That clock is known as well as a request is fast. */
const MARGIN_MS = 60_000;

/** The same by this machine's clock, where that of Kinesis is not known. AWS refuses a clock that is wrong by five minutes. */
const UNKNOWN_MARGIN_MS = 600_000;

/** How many records are read, at most, to know the clock of Kinesis. */
const MOST_READ = 5;

/**
 * Opens the ledger of a run.
 * @param target whose streams are read
 * @param run the mark of this run, which begins the mark of each record
 * @param startedAt milliseconds since the epoch
 * @param patience for readings that are too fast
 * @param clock this machine's. It may differ from that of Kinesis
 * @returns an empty ledger
 */
export function openLedger(
  { kinesis, stream, otherStreams }: Target,
  run: string,
  startedAt: number,
  patience: Patience,
  clock: Pick<Clock, "now">,
): Ledger {
  const markIn = markOf(run);
  const readAt = createRecordReader(kinesis, patience);
  /** Milliseconds by which the clock of Kinesis is ahead of this one. Undefined if no record of this run shows it. */
  const readClock = async (): Promise<number | undefined> => {
    const placed = [...entries.values()].filter(({ placedAt }) => placedAt !== undefined);
    for (const { mark, stream: its, outcome, placedAt = 0 } of placed.slice(0, MOST_READ)) {
      const record = typeof outcome === "string" ? undefined : await readAt(outcome, its);
      if (record === undefined || record === "hidden" || markIn(record) !== mark) continue;
      if (record.arrivedAt !== undefined) return record.arrivedAt.getTime() - placedAt;
    }
    return undefined;
  };
  const readMarked = async (name: string, ahead: number | undefined) => {
    const [offset, margin] = ahead === undefined ? [0, UNKNOWN_MARGIN_MS] : [ahead, MARGIN_MS];
    const since = new Date(startedAt + offset - margin);
    // Others write into the stream, too, perhaps without a pause.
    const until = new Date(clock.now() + offset + margin);
    try {
      return await readMarkedIn(kinesis, name, markIn, { since, until, attempt: patience });
    } catch (error) {
      if (isHidden(name, error)) return undefined;
      throw error;
    }
  };
  const entries = new Map<string, Entry>();
  return {
    note: (mark, check, itsStream = stream) => {
      const entry: Entry = entries.get(mark) ?? { mark, check, stream: itsStream, outcome: "unknown", attempts: 0 };
      entry.attempts += 1;
      entries.set(mark, entry);
      return (status, text) => {
        const place = status === 200 ? positionIn(text) : undefined;
        // Another attempt can have stored it.
        const isOpen = entry.attempts > 1 || status >= 500;
        if (place !== undefined) entry.placedAt = clock.now();
        entry.outcome = place ?? (isOpen ? "unknown" : status === 200 ? "without a place" : "refused");
      };
    },
    compare: async () => {
      const differences: string[] = [];
      const unread: string[] = [];
      const ahead = await readClock();
      for (const name of [stream, ...otherStreams]) {
        const found = await readMarked(name, ahead);
        if (found === undefined) {
          unread.push(name);
          continue;
        }
        for (const entry of entries.values()) {
          if (entry.stream === name) differences.push(...differencesOf(entry, found.get(entry.mark) ?? []));
        }
        for (const mark of found.keys()) {
          const entry = entries.get(mark);
          if (entry?.stream === name) continue;
          differences.push(
            entry === undefined
              ? `${mark} is stored in stream ${name}, and was never sent`
              : `${entry.check}: it is in stream ${name}, which nobody named`,
          );
        }
      }
      return { differences, unread };
    },
  };
}

function differencesOf({ check, outcome, attempts }: Entry, stored: readonly RecordPosition[]): string[] {
  if (outcome === "refused" || outcome === "without a place") {
    const answer = outcome === "refused" ? "the record is refused" : "the 200 names no place";
    return stored.length === 0 ? [] : [`${check}: ${answer}, and a record is stored`];
  }
  const isTwice = attempts === 1 && stored.length > 1;
  const copies = isTwice ? [`${check}: one post is stored ${stored.length} times`] : [];
  if (outcome === "unknown") return copies;
  const isThere = stored.some(
    ({ ShardId, SequenceNumber }) => ShardId === outcome.ShardId && SequenceNumber === outcome.SequenceNumber,
  );
  return isThere ? copies : [...copies, `${check}: the record is acknowledged, and not in the stream`];
}

/** Finds the mark of this run in a record. */
function markOf(run: string): (record: Pick<StoredRecord, "partitionKey" | "data">) => string | undefined {
  const pattern = new RegExp(`${run}-\\d+`);
  return ({ partitionKey, data }) => {
    // A record without a digest has its mark at its beginning.
    const head = data.subarray(0, 2000).toString("latin1");
    return (pattern.exec(partitionKey) ?? pattern.exec(head))?.[0];
  };
}

/** The places of this run's records in a stream, by their marks. Records of others are passed over. */
async function readMarkedIn(
  kinesis: KinesisClient,
  stream: string,
  markIn: ReturnType<typeof markOf>,
  options: ShardReaderOptions,
): Promise<Map<string, RecordPosition[]>> {
  const found = new Map<string, RecordPosition[]>();
  await createShardReader(kinesis, stream, options).read((record) => {
    const { ShardId, SequenceNumber } = record;
    const mark = markIn(record);
    if (mark !== undefined) found.set(mark, [...(found.get(mark) ?? []), { ShardId, SequenceNumber }]);
  });
  return found;
}
