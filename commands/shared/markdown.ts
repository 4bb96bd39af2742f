/**
 * Words in one cell of a table in Markdown. They are shown as they are: no character formats anything.
 * @param words of anybody
 * @returns Markdown
 */
export const escapeCell = (words: string): string =>
  words
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    // Before a name or a number, these would mention a person, or link to an issue.
    .replace(/[@#](?=\w)/g, "$&<!-- -->")
    .replaceAll("\n", "<br>");
