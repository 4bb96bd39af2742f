import type { StoredChange, Version } from "./stored";

/**
 * Whoever reads the stream: keeps the latest change of each record, which can be its delete, and drops the rest. Knows
 * only what is stored.
 */
export interface Consumer {
  /** @returns whether it is kept, as newer than what was kept of the record */
  readonly take: (change: Pick<StoredChange, "digest" | keyof Version>) => boolean;
  /** What is kept of a record, by its digest in Base64. */
  readonly latestOf: (digest: string) => Version | undefined;
}

const GENERATIONS = 2 ** 16;

/**
 * Two changes within one millisecond have the same `lut`: then the generation decides. It has 16 bits and begins anew, so
 * it is ahead of another if it is less than half of the way round from it. A delete has no generation: within its
 * millisecond it is taken for the last change.
 */
function isNewer(one: Version, other: Version): boolean {
  if (one.lut !== other.lut) return one.lut > other.lut;
  if (one.gen === undefined || other.gen === undefined) return one.gen === undefined && other.gen !== undefined;
  const ahead = (one.gen - other.gen + GENERATIONS) % GENERATIONS;
  return ahead > 0 && ahead < GENERATIONS / 2;
}

/** @returns a consumer that has read nothing yet */
export function createConsumer(): Consumer {
  const latest = new Map<string, Version>();
  return {
    take: ({ digest, lut, gen }) => {
      const known = latest.get(digest);
      if (known !== undefined && !isNewer({ lut, gen }, known)) return false;
      latest.set(digest, { lut, gen });
      return true;
    },
    latestOf: (digest) => latest.get(digest),
  };
}
