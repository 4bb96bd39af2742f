import { Cursor } from "./cursor";
import { type ParseExpression, parseReference } from "./parse-reference";
import type { Expression, Reference } from "./syntax";

/**
 * Parses the string at the cursor. One in single quotes is as it stands; one in double quotes may hold references.
 * @throws UnreadableTemplate for a string that Velocity's versions read differently
 */
export function parseString(cursor: Cursor, parseExpression: ParseExpression): Expression {
  const line = cursor.line;
  const quoted = cursor.expect(/'[^']*'|"[^"]*"/y, "the quote that closes a string");
  // Two quotes in a row are one quote for some versions.
  if (cursor.isAt(quoted.charAt(0))) cursor.fail("it has a quote that is doubled inside of a string");
  const text = quoted.slice(1, -1);
  if (quoted.startsWith("'")) return { kind: "literal", value: text };
  if (/#(?:[a-zA-Z{#*@]|\[\[)/.test(text)) cursor.fail("it has a directive inside of a string");
  if (text.includes("\\u")) cursor.fail("it has an escape of a character by its number");
  return cursor.nest(() => interpolated(new Cursor(text, line), parseExpression));
}

function interpolated(cursor: Cursor, parseExpression: ParseExpression): Expression {
  const parts: (string | Reference)[] = [];
  while (!cursor.isAtEnd) parts.push(parseReference(cursor, parseExpression) ?? cursor.expect(/[^$]+|\$/y, "text"));
  return parts.every((part) => typeof part === "string")
    ? { kind: "literal", value: parts.join("") }
    : { kind: "string", parts };
}
