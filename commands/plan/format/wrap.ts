/** Columns of a narrow terminal. */
const WIDTH = 80;

/**
 * Breaks a text into lines of at most 80 columns. A word that is longer stands alone on its line.
 * @param text words between single spaces
 * @param indent stands before each line
 * @returns at least one line
 */
export function wrap(text: string, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.length > indent.length && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line];
}
