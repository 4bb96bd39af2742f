/** A number of things for people: `1 record`, `2 records`. */
export const count = (number: number, thing: string, things = `${thing}s`): string =>
  `${number} ${number === 1 ? thing : things}`;

/** Everything that is wrong with something, a line each beneath what it is about. */
export const listed = (heading: string, problems: readonly string[]): string =>
  [heading, ...problems.map((problem) => `  - ${problem}`)].join("\n");
