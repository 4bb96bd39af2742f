import { closest } from "fastest-levenshtein";

/** The known name with the fewest letters to change: what a misspelled one was most likely meant to be. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.length === 0 ? undefined : closest(name, known);
