/** Whether a text is as the pattern says, where `*` stands for any characters. */
export function isLike(text: string, pattern: string): boolean {
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`, "s").test(text);
}
