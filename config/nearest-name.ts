import { distance } from "fastest-levenshtein";

/** A name that differs by at most so many letters counts as misspelled. */
const MAX_CHANGES = 3;

/**
 * Finds what a misspelled name was most likely meant to be.
 * @param found what a person wrote
 * @param known the names that are allowed
 * @returns the known name with the fewest letters to change; undefined if none is near
 */
export function nearestName(found: string, known: readonly string[]): string | undefined {
  const changesTo = (name: string): number => distance(found.toLowerCase(), name.toLowerCase());
  const isNear = (name: string): boolean => changesTo(name) <= Math.min(MAX_CHANGES, name.length - 1);
  return known.filter(isNear).sort((a, b) => changesTo(a) - changesTo(b))[0];
}
