import type { StoredChange, Version } from "./stored";

/**
 * A reader of the stream, which knows only what is stored. It keeps the latest change of each record, which can be its
 * delete, and drops the others.
 */
export interface Consumer {
  /** @returns whether it is kept, because it is newer than what was kept of the record */
  readonly take: (change: Pick<StoredChange, "digest" | keyof Version>) => boolean;
  /** What is kept of a record, by its digest in Base64. */
  readonly latestOf: (digest: string) => Version | undefined;
}

const GENERATIONS = 2 ** 16;

/**
 * Whether one version is newer than another. Two changes within one millisecond have the same `lut`. Then the
 * generation decides. It has 16 bits and begins again, so one generation is ahead of another if it is less than half of
 * the range ahead. A delete has no generation: within its millisecond it counts as the last change.
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
