/** The longest line of a usage. */
const WIDTH = 120;

/** How words are written in lines. */
export interface WordLayout {
  /** Before each line but the first, which begins below it. */
  readonly indent: string;
  /** @defaultValue a space */
  readonly separator?: string;
}

/**
 * Writes a list of words in lines of a usage.
 * @param words such as the names of faults
 * @param layout how the lines begin, and what is between words
 * @returns lines of at most 120 characters
 */
export function wrapWords(words: readonly string[], { indent, separator = " " }: WordLayout): string {
  const lines = [""];
  for (const [index, word] of words.entries()) {
    const text = index === words.length - 1 ? word : `${word}${separator}`;
    if (`${indent}${String(lines.at(-1))}${text}`.trimEnd().length > WIDTH) lines.push("");
    lines.push(`${String(lines.pop())}${text}`);
  }
  return lines.map((line) => line.trimEnd()).join(`\n${indent}`);
}
