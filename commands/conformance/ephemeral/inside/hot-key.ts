import type { Check } from "../../check";
import { describe } from "../../expect";
import { Mismatch } from "../../mismatch";
import { INSIDE } from "../bounds";

/** A record just below what a shard takes in a second. */
const RECORD_BYTES = 900_000;
const AT_ONCE = 10;
const ROUNDS = Math.floor(INSIDE.bytes / RECORD_BYTES / AT_ONCE) - 1;

/** Answers that say that the record is to be sent again. */
const LATER = [429, 503, 504];

/**
 * More than a shard takes, all with one partition key. A stream on demand limits each of its shards, too.
 * @see https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export const hotKey: Check = {
  name: "one partition key gets more than its shard takes",
  run: async (api) => {
    let stored = 0;
    const refused = new Set<string>();
    for (let round = 0; round < ROUNDS && refused.size === 0; round += 1) {
      const exchanges = await Promise.all(
        Array.from({ length: AT_ONCE }, () => {
          const body = api.nextMark().padEnd(RECORD_BYTES, "x");
          return api.send({ headers: { "aerospike-digest": "hot-key" }, body });
        }),
      );
      for (const { answer } of exchanges) {
        if (answer.status === 200) stored += 1;
        else if (LATER.includes(answer.status)) refused.add(describe(answer));
        else throw new Mismatch(`expected 200 or one of ${LATER.join(", ")}, got ${describe(answer)}`);
      }
    }
    const found = refused.size === 0 ? "none refused" : `refused: ${[...refused].join(", ")}`;
    return `${stored} stored, ${found}`;
  },
};
