/**
 * Reads each text once: many media types and regions share it, and every rule asks for it.
 * @param read what reads a text; what it throws is not kept
 * @param mostKept how many texts it keeps, so that a long run does not keep every text that it ever had
 * @returns the same, with its answers kept
 */
export function oncePerText<T>(read: (text: string) => T, mostKept = 1000): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text) ?? { answer: read(text) };
    if (answers.size >= mostKept) answers.clear();
    answers.set(text, known);
    return known.answer;
  };
}
