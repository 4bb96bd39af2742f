/** A number of things for people: `1 record`, `2 records`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** Counts with their names, the largest first. */
export const mostFirst = (counts: Readonly<Partial<Record<string, number>>>): (readonly [string, number])[] =>
  Object.entries(counts)
    .map(([name, number = 0]) => [name, number] as const)
    .sort(([, one], [, other]) => other - one);
