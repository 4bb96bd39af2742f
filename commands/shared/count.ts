/**
 * A number of things for people.
 * @param number a whole number
 * @param thing in the singular
 * @returns such as `1 record` or `2 records`
 */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/**
 * Sorts counts.
 * @param counts by name
 * @returns names with their counts, the largest first
 */
export const mostFirst = (counts: Readonly<Partial<Record<string, number>>>): (readonly [string, number])[] =>
  Object.entries(counts)
    .map(([name, number = 0]) => [name, number] as const)
    .sort(([, one], [, other]) => other - one);
