/**
 * Makes one line of any text, also of one with line ends and terminal controls.
 * @param text of somebody else
 * @param maxLength the most characters
 * @returns the beginning of the text, with `…` where the rest is left out
 */
export const oneLine = (text: string, maxLength: number): string => {
  const line = text.replace(/\p{C}/gu, "·");
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
};
