/** A number of things for people: `1 record`, `2 records`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** Everything that is wrong with something, a line each beneath what it is about. */
export const listed = (heading: string, problems: readonly string[]): string =>
  [heading, ...problems.map((problem) => `  - ${problem}`)].join("\n");
