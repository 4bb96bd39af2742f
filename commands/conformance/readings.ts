import type { KinesisClient } from "@aws-sdk/client-kinesis";

import { positionIn, readRecord, type RecordPosition, type StoredRecord } from "../shared/records";
import { isHidden } from "../shared/stream-reference";
import type { HttpAnswer } from "./http-client";
import type { Patience } from "./patience";
import { ReadingError } from "./reading-error";
import type { Target } from "./target";

/** Reads back what answers name. */
export interface Readings {
  /**
   * The record that an answer names. `hidden` if the stream is in another account, and its owner does not let this one
   * read it. The stream is that of the first destination, unless another is named. Rejects with a ReadingError if Kinesis
   * does not answer.
   */
  readonly read: (answer: HttpAnswer, stream?: string) => Promise<StoredRecord | "hidden" | undefined>;
  /** How many records were hidden so far. */
  readonly hidden: () => number;
}

/** What Kinesis answers to a shard or a sequence number that it never gave. */
const NO_SUCH_PLACE = ["InvalidArgumentException", "ResourceNotFoundException"];

/** Reads the record at a place. Like `read` of {@link Readings}. */
export type ReadAt = (place: RecordPosition, stream: string) => Promise<StoredRecord | "hidden" | undefined>;

/**
 * A reader of single records.
 * @param kinesis a client of the streams' region
 * @param patience for readings that are too fast
 * @returns reads one record
 */
export const createRecordReader =
  (kinesis: KinesisClient, patience: Patience): ReadAt =>
  async (place, stream) => {
    try {
      const readOnce = () => readRecord(kinesis, stream, place);
      return await patience(() =>
        readOnce().catch((error: unknown) => {
          // The next reading takes a new iterator.
          if ((error as Error).name === "ExpiredIteratorException") return readOnce();
          throw error;
        }),
      );
    } catch (error) {
      if (isHidden(stream, error)) return "hidden";
      if (NO_SUCH_PLACE.includes((error as Error).name)) return undefined;
      throw new ReadingError(error);
    }
  };

/**
 * Reads records back, one by one.
 * @param target the streams, and a client of their region
 * @param patience for readings that are too fast
 * @returns functions to read, and to count what is hidden
 */
export function openReadings(target: Pick<Target, "kinesis" | "stream">, patience: Patience): Readings {
  const readAt = createRecordReader(target.kinesis, patience);
  let hidden = 0;
  return {
    hidden: () => hidden,
    read: async ({ text }, stream = target.stream) => {
      const place = positionIn(text);
      if (place === undefined) return undefined;
      const record = await readAt(place, stream);
      if (record === "hidden") hidden += 1;
      return record;
    },
  };
}
