import { setTimeout as delay } from "node:timers/promises";

import type { GetRecordsCommandOutput } from "@aws-sdk/client-kinesis";

import { UserError } from "./errors";

/**
 * How long a reader reads on through pages without records. Kinesis can give such a page although there are records after
 * it: it then says that the reader is behind.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
 */
export interface EmptyPages {
  /** The most pages in a row. */
  readonly most: number;
  /** Milliseconds between two of them. Kinesis takes five readings of a shard in a second. */
  readonly pauseMs: number;
}

/** A minute. */
export const EMPTY_PAGES: EmptyPages = { most: 300, pauseMs: 200 };

/** What a page says of the records after it. */
type Page = Pick<GetRecordsCommandOutput, "Records" | "MillisBehindLatest">;

/**
 * Says after each page of a shard whether there can be more records.
 * @param shard its name, for people
 * @param bound how long it reads on through pages without records
 * @returns takes each page. False: the reader has all that there is. It waits after a page without records, and throws a
 * UserError after too many of them
 */
export function createReadOn(shard: string, { most, pauseMs }: EmptyPages): (page: Page) => Promise<boolean> {
  let empty = 0;
  return async ({ Records: records = [], MillisBehindLatest: behind = 0 }) => {
    if (records.length > 0) {
      empty = 0;
      return true;
    }
    if (behind === 0) return false;
    empty += 1;
    if (empty > most) {
      throw new UserError(
        `Kinesis gave ${most} pages of ${shard} without a record, and said each time that there are more. ` +
          "Whether a record is stored cannot be said.",
      );
    }
    await delay(pauseMs);
    return true;
  };
}
