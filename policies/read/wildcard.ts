/**
 * Whether a text is as the pattern says. In time that grows with the product of the lengths: a regular expression of many
 * wildcards may take for ever.
 * @param text Any text.
 * @param pattern `*` stands for any characters.
 * @returns Whether the whole text is as the whole pattern says.
 */
export function isLike(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a part of an IAM policy stands for more than itself. `${*}` and `${?}` are the characters themselves. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text.replace(/\$\{[^}]*\}/g, ""));
}
