import type { Cursor } from "./cursor";
import type { Expression, Reference, Step } from "./syntax";

/** Reads the expression at a cursor. It is handed in, because expressions hold references. */
export type ParseExpression = (cursor: Cursor) => Expression;

/** How many steps a reference may have. */
const MOST_STEPS = 40;

/**
 * Parses the reference at the cursor, in any of its spellings: `$a`, `$!a`, `${a}`, `$!{a}`.
 * @returns undefined where no reference is: a `$` without a name is text
 * @throws UnreadableTemplate for a reference that Velocity's versions read differently
 */
export function parseReference(cursor: Cursor, parseExpression: ParseExpression): Reference | undefined {
  if (cursor.before() === "\\" && cursor.isAt("$")) cursor.fail("it has a backslash before a reference");
  const start = cursor.take(/\$!?\{?(?=[a-zA-Z_])/y);
  if (start === undefined) return undefined;
  const name = takeName(cursor);
  const steps: Step[] = [];
  while (steps.length < MOST_STEPS) {
    if (cursor.take(/\.(?=[a-zA-Z_])/y) !== undefined) {
      steps.push(parseMember(cursor, parseExpression));
    } else if (cursor.take(/\[/y) !== undefined) {
      steps.push({ name: "get", arguments: [parseIndex(cursor, parseExpression)] });
    } else {
      if (start.endsWith("{")) cursor.expect(/\}/y, "the brace that closes a reference");
      return { kind: "reference", name, steps, isQuiet: start.includes("!") };
    }
  }
  return cursor.fail("a reference has too many members");
}

/** Reads expressions by comma, and what closes them. */
export function parseList(cursor: Cursor, close: RegExp, parseExpression: ParseExpression): readonly Expression[] {
  const items: Expression[] = [];
  cursor.take(/\s+/y);
  if (cursor.take(close) !== undefined) return items;
  for (;;) {
    items.push(parseExpression(cursor));
    cursor.take(/\s+/y);
    if (cursor.take(close) !== undefined) return items;
    cursor.expect(/,/y, "a comma or a closing bracket");
  }
}

function parseMember(cursor: Cursor, parseExpression: ParseExpression): Step {
  const name = takeName(cursor);
  return cursor.take(/\(/y) === undefined ? { name } : { name, arguments: parseList(cursor, /\)/y, parseExpression) };
}

function parseIndex(cursor: Cursor, parseExpression: ParseExpression): Expression {
  const index = parseExpression(cursor);
  cursor.expect(/\s*\]/y, "a closing bracket");
  return index;
}

const takeName = (cursor: Cursor): string => cursor.expect(/[a-zA-Z_][\w-]*/y, "a name");
