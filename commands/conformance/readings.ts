import { positionIn, readRecord, type StoredRecord } from "../shared/records";
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

/**
 * Reads records back, one by one.
 * @param target the streams, and a client of their region
 * @param patience for readings that are too fast
 * @returns functions to read, and to count what is hidden
 */
export function openReadings(target: Pick<Target, "kinesis" | "stream">, patience: Patience): Readings {
  let hidden = 0;
  return {
    hidden: () => hidden,
    read: async ({ text }, stream = target.stream) => {
      const place = positionIn(text);
      if (place === undefined) return undefined;
      try {
        const readOnce = () => readRecord(target.kinesis, stream, place);
        return await patience(() =>
          readOnce().catch((error: unknown) => {
            // The next reading takes a new iterator.
            if ((error as Error).name === "ExpiredIteratorException") return readOnce();
            throw error;
          }),
        );
      } catch (error) {
        if (isHidden(stream, error)) {
          hidden += 1;
          return "hidden";
        }
        if (NO_SUCH_PLACE.includes((error as Error).name)) return undefined;
        throw new ReadingError(error);
      }
    },
  };
}
