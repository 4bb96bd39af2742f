import { escapeXml } from "./escape-xml";

/** Where something is drawn, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * An element of SVG.
 * @param name of the element
 * @param attributes by name; numbers are rounded to a tenth of a pixel, which keeps the file small
 * @param children what is in it, as SVG; text must be escaped
 * @returns the element as text
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? Math.round(value * 10) / 10 : escapeXml(value)}"`,
  );
  const open = `<${name}${written.join("")}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${name}>`;
}

/**
 * A line of text.
 * @param x where it begins, or ends with the class `end`
 * @param y its base line
 * @param value the text
 * @param className classes of the style sheet
 * @returns the element
 */
export const text = (x: number, y: number, value: string, className = ""): string =>
  element("text", { x, y, ...(className !== "" && { class: className }) }, [escapeXml(value)]);

/** Of the font's size, so wide is a character on average. No browser measures here, so that every run draws the same. */
const CHARACTER = 0.56;

/**
 * How wide a text is, about.
 * @param value the text
 * @param size of the font, in pixels
 * @returns pixels
 */
export const widthOf = (value: string, size: number): number => value.length * size * CHARACTER;

/**
 * Breaks a text into lines.
 * @param value the text
 * @param width of a line, in pixels
 * @param size of the font, in pixels
 * @returns the lines; a word that is longer than a line has one of its own
 */
export function wrap(value: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of value.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
