/** The known name with the fewest letters to change: what a misspelled one was most likely meant to be. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [closest] = known.map((one) => ({ one, changes: distance(name, one) })).sort((a, b) => a.changes - b.changes);
  return closest?.one;
}

/** How many letters to insert, delete or replace make one text of the other: Levenshtein's distance. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(from).entries()) {
    const row = [line + 1];
    for (const [index, other] of Array.from(to).entries()) {
      const [left = 0, up = 0, diagonal = 0] = [row[index], above[index + 1], above[index]];
      row.push(Math.min(left + 1, up + 1, diagonal + (letter === other ? 0 : 1)));
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}
