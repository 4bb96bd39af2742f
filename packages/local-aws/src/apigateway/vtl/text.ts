import type { Node } from "./ast";
import { TemplateError } from "./errors";

/**
 * Joins the pieces that velocityjs makes of a text.
 * @param nodes of one block
 * @returns the nodes; no two texts follow each other
 * @throws TemplateError for what Velocity would not take for text, such as `#stop` or `#foo`
 */
export function joinTexts(nodes: readonly Node[]): Node[] {
  const joined: Node[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (typeof node === "string" && typeof last === "string") joined[joined.length - 1] = last + node;
    else joined.push(node);
  }
  for (const text of joined) {
    const [found] = typeof text === "string" ? (/(?:#[[{@*#A-Za-z]|\$!?\{?[A-Za-z_])[^\s"]*/.exec(text) ?? []) : [];
    if (found !== undefined) throw new TemplateError(`${found} is neither modelled nor plain text: write it otherwise`);
  }
  return joined;
}

const LINE_END = /^(?:\r\n|\n|\r)/;
const BLANKS_AND_LINE_END = /^[ \t]*(?:\r\n|\n|\r)/;

/**
 * Removes white space as Velocity does (measured with 1.7): the line end after a directive or a `##` comment, and the
 * blanks before `#set` if the text has nothing else.
 * @param text between two other nodes
 * @param before the node before it
 * @param after the node after it
 * @returns the text that is printed
 */
export function trimText(text: string, before: Node | undefined, after: Node | undefined): string {
  const trimmed = before === undefined || typeof before === "string" ? text : text.replace(whiteSpaceAfter(before), "");
  const isBeforeSet = typeof after === "object" && "type" in after && after.type === "set";
  return isBeforeSet && /^[ \t]*$/.test(trimmed) ? "" : trimmed;
}

function whiteSpaceAfter(node: Exclude<Node, string>): RegExp | string {
  if (!("type" in node)) return BLANKS_AND_LINE_END;
  if (node.type === "references") return "";
  if (node.type === "comment") return node.value.startsWith("##") ? LINE_END : "";
  return BLANKS_AND_LINE_END;
}
