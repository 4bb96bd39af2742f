/** A number of things for people: `1 record`, `2 records`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** Counts with their names, the largest first. */
export const mostFirst = (counts: Readonly<Partial<Record<string, number>>>): (readonly [string, number])[] =>
  Object.entries(counts)
    .map(([name, number = 0]) => [name, number] as const)
    .sort(([, one], [, other]) => other - one);

/** Everything that is wrong with something, a line each beneath what it is about. */
export const listed = (heading: string, problems: readonly string[]): string =>
  [heading, ...problems.map((problem) => `  - ${problem}`)].join("\n");
