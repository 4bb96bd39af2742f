import { Cursor } from "./cursor";
import { parseExpression } from "./parse-expression";
import { parseReference } from "./parse-reference";
import type { ForeachNode, IfNode, Node, SetNode } from "./syntax";

/** API Gateway takes templates of up to 300 KB. Nobody writes one of a tenth of it. */
const LONGEST = 64 * 1024;

/** Directives that this pack does not follow. They are named in the message. */
const NOT_FOLLOWED = /#\{?(?:macro|define|parse|include|evaluate|break|return)\b/y;

/**
 * Parses a template. It takes what Velocity's versions agree about, and refuses the rest.
 * @throws UnreadableTemplate for what it does not read
 */
export function parseTemplate(source: string): readonly Node[] {
  const cursor = new Cursor(source);
  if (source.length > LONGEST) cursor.fail(`it is longer than ${LONGEST / 1024} KiB`);
  const nodes = parseNodes(cursor);
  if (!cursor.isAtEnd) cursor.fail("it has an #else, #elseif or #end without its #if or #foreach");
  return nodes;
}

/** What ends a block. */
const ENDS = /#(?:elseif|else|end)(?![a-zA-Z])|#\{(?:elseif|else|end)\}/y;

/** Reads up to the end of the template, or up to an #else, #elseif or #end, which stays. */
function parseNodes(cursor: Cursor): readonly Node[] {
  return cursor.nest(() => {
    const nodes: Node[] = [];
    while (!cursor.isAtEnd && !isAtBlockEnd(cursor)) {
      const node = parseNode(cursor);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  });
}

function parseNode(cursor: Cursor): Node | undefined {
  const { line } = cursor;
  if (cursor.take(/##[^\n]*\n?/y) !== undefined) return undefined;
  if (cursor.take(/#\*/y) !== undefined) {
    cursor.expect(/[\s\S]*?\*#/y, "the end of a comment");
    return undefined;
  }
  if (cursor.isAt("#")) return parseDirective(cursor, line);
  const reference = parseReference(cursor, parseExpression);
  if (reference !== undefined) return { kind: "print", reference, line };
  return { kind: "text", text: cursor.expect(/[^#$]+|\$/y, "text"), line };
}

function parseDirective(cursor: Cursor, line: number): Node {
  if (cursor.before() === "\\") cursor.fail("it has a backslash before a directive");
  if (takeDirective(cursor, "set")) return parseSet(cursor, line);
  if (takeDirective(cursor, "if")) return parseIf(cursor, line);
  if (takeDirective(cursor, "foreach")) return parseForeach(cursor, line);
  if (takeDirective(cursor, "stop")) return { kind: "stop", line };
  const name = cursor.take(NOT_FOLLOWED);
  if (name !== undefined) cursor.fail(`it has a #${name.replace(/[#{]/g, "")}, which this pack does not follow`);
  if (/^#(?:[a-zA-Z{@]|\[\[)/.test(cursor.source.slice(cursor.offset, cursor.offset + 3))) {
    cursor.fail("it has a directive that this pack does not know");
  }
  return { kind: "text", text: cursor.expect(/#/y, "text"), line };
}

function parseSet(cursor: Cursor, line: number): SetNode {
  openParenthesis(cursor);
  const target = parseReference(cursor, parseExpression) ?? cursor.fail("a #set sets no variable");
  cursor.expect(/\s*=(?!=)/y, "the = of a #set");
  const value = parseExpression(cursor);
  closeParenthesis(cursor);
  return { kind: "set", target, value, line };
}

function parseIf(cursor: Cursor, line: number): IfNode {
  const branches = [parseBranch(cursor)];
  for (;;) {
    if (takeDirective(cursor, "elseif")) {
      branches.push(parseBranch(cursor));
    } else if (takeDirective(cursor, "else")) {
      branches.push({ condition: undefined, body: parseNodes(cursor) });
    } else {
      endBlock(cursor);
      if (branches.slice(0, -1).some(({ condition }) => condition === undefined)) {
        cursor.fail("it has a branch behind an #else");
      }
      return { kind: "if", branches, line };
    }
  }
}

function parseBranch(cursor: Cursor): IfNode["branches"][number] {
  openParenthesis(cursor);
  const condition = parseExpression(cursor);
  closeParenthesis(cursor);
  return { condition, body: parseNodes(cursor) };
}

function parseForeach(cursor: Cursor, line: number): ForeachNode {
  openParenthesis(cursor);
  const variable = parseReference(cursor, parseExpression);
  if (variable === undefined || variable.steps.length > 0) cursor.fail("a #foreach has no plain variable");
  cursor.expect(/\s+in\b/y, "the in of a #foreach");
  const list = parseExpression(cursor);
  closeParenthesis(cursor);
  const body = parseNodes(cursor);
  endBlock(cursor);
  return { kind: "foreach", variable: variable.name, list, body, line };
}

function endBlock(cursor: Cursor): void {
  if (!takeDirective(cursor, "end")) cursor.fail("it has a block without an #end");
}

function isAtBlockEnd(cursor: Cursor): boolean {
  ENDS.lastIndex = cursor.offset;
  return cursor.before() !== "\\" && ENDS.test(cursor.source);
}

const takeDirective = (cursor: Cursor, name: string): boolean =>
  cursor.take(new RegExp(`#(?:${name}(?![a-zA-Z])|\\{${name}\\})`, "y")) !== undefined;
const openParenthesis = (cursor: Cursor) => cursor.expect(/\s*\(\s*/y, "an opening parenthesis");
const closeParenthesis = (cursor: Cursor) => cursor.expect(/\s*\)/y, "a closing parenthesis");
