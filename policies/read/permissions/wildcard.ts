/**
 * Whether a text is as the pattern says. In time that grows with the product of the lengths: a regular expression of many
 * wildcards may take for ever.
 * @param text Any text.
 * @param pattern `*` stands for any characters, `?` for one.
 * @returns Whether the whole text is as the whole pattern says.
 */
export function isLike(text: string, pattern: string): boolean {
  let [at, next, star, taken] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[next] === "*") {
      [star, taken] = [next, at];
      next += 1;
    } else if (pattern[next] === "?" || pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (star !== -1) {
      // The last star takes one character more.
      taken += 1;
      [at, next] = [taken, star + 1];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(next));
}

/** Whether a part of an IAM policy stands for more than itself. `${*}` and `${?}` are the characters themselves. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text.replace(/\$\{[^}]*\}/g, ""));
}
