import type { Cursor } from "./cursor";
import { parseList, parseReference } from "./parse-reference";
import { parseString } from "./parse-string";
import type { Expression, Operator } from "./syntax";

/** The operators by what binds weakest first, each with its spellings. */
const LEVELS: readonly (readonly (readonly [RegExp, Operator])[])[] = [
  [[/\|\||or\b/y, "or"]],
  [[/&&|and\b/y, "and"]],
  [
    [/==|eq\b/y, "=="],
    [/!=|ne\b/y, "!="],
  ],
  [
    [/<=|le\b/y, "<="],
    [/>=|ge\b/y, ">="],
    [/<|lt\b/y, "<"],
    [/>|gt\b/y, ">"],
  ],
  [
    [/\+/y, "+"],
    [/-/y, "-"],
  ],
  [
    [/\*/y, "*"],
    [/\//y, "/"],
    [/%/y, "%"],
  ],
];

/**
 * Parses the expression at the cursor.
 * @throws UnreadableTemplate for what is no expression of Velocity
 */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nest(() => parseLevel(cursor, 0));
}

function parseLevel(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseLevel(cursor, level + 1);
  for (let count = 0; ; count += 1) {
    skipBlanks(cursor);
    const operator = operators.find(([spelling]) => cursor.take(spelling) !== undefined)?.[1];
    if (operator === undefined) return left;
    // A chain nests to the left: whoever evaluates it recurses as deep.
    if (count > 60) cursor.fail("an expression has too many operators");
    left = { kind: "binary", operator, left, right: parseLevel(cursor, level + 1) };
  }
}

function parseUnary(cursor: Cursor): Expression {
  skipBlanks(cursor);
  if (cursor.take(/!(?!=)|not\b/y) === undefined) return parsePrimary(cursor);
  return cursor.nest(() => ({ kind: "not", operand: parseUnary(cursor) }));
}

function parsePrimary(cursor: Cursor): Expression {
  const number = cursor.take(/-?\d+(?:\.\d+(?!\.))?/y);
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  const word = cursor.take(/(?:true|false)\b/y);
  if (word !== undefined) return { kind: "literal", value: word === "true" };
  if (cursor.isAt('"') || cursor.isAt("'")) return parseString(cursor, parseExpression);
  if (cursor.take(/\(/y) !== undefined) {
    const inner = parseExpression(cursor);
    skipBlanks(cursor);
    cursor.expect(/\)/y, "a closing parenthesis");
    return inner;
  }
  if (cursor.take(/\[/y) !== undefined) return parseListOrRange(cursor);
  if (cursor.take(/\{/y) !== undefined) return parseMap(cursor);
  return parseReference(cursor, parseExpression) ?? cursor.fail("it has an expression that is none of Velocity's");
}

function parseListOrRange(cursor: Cursor): Expression {
  skipBlanks(cursor);
  if (cursor.take(/\]/y) !== undefined) return { kind: "list", items: [] };
  const first = parseExpression(cursor);
  skipBlanks(cursor);
  if (cursor.take(/\.\./y) !== undefined) {
    const right = parseExpression(cursor);
    skipBlanks(cursor);
    cursor.expect(/\]/y, "a closing bracket");
    return { kind: "binary", operator: "..", left: first, right };
  }
  if (cursor.take(/\]/y) !== undefined) return { kind: "list", items: [first] };
  cursor.expect(/,/y, "a comma or a closing bracket");
  return { kind: "list", items: [first, ...parseList(cursor, /\]/y, parseExpression)] };
}

function parseMap(cursor: Cursor): Expression {
  const entries: [Expression, Expression][] = [];
  skipBlanks(cursor);
  while (cursor.take(/\}/y) === undefined) {
    if (entries.length > 0) cursor.expect(/,/y, "a comma or a closing brace");
    const key = parseExpression(cursor);
    skipBlanks(cursor);
    cursor.expect(/:/y, "a colon");
    entries.push([key, parseExpression(cursor)]);
    skipBlanks(cursor);
  }
  return { kind: "map", entries };
}

const skipBlanks = (cursor: Cursor) => cursor.take(/\s+/y);
