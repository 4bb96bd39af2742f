/** Whether a text is as the pattern says, where `*` stands for any characters. */
export function isLike(text: string, pattern: string): boolean {
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`, "s").test(text);
}

/** Whether a part of an IAM policy stands for more than itself. `${*}` and `${?}` are the characters themselves. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text.replace(/\$\{[^}]*\}/g, ""));
}
