/** Expressions of Velocity, read as far as needed to tell where a value comes from. Whatever is no Velocity is read as text. */
export type Expression = Literal | Reference | Operation;

/** A text or number that stands in the template itself. */
export interface Literal {
  readonly kind: "literal";
  readonly text: string;
}

/** `$util.base64Encode($input.body)`. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly steps: readonly Step[];
}

/** One step behind a reference's name: `.path`, `.get("k")`, and `[0]` as a call of `get`. */
export interface Step {
  readonly name: string;
  /** Undefined for a property. */
  readonly arguments?: readonly Expression[];
}

/** Parts with operators between them; a list, a map or a string with references in it has none. */
export interface Operation {
  readonly kind: "operation";
  readonly operators: readonly string[];
  readonly parts: readonly Expression[];
}

/** A position in a source. Reading moves it forward. */
export interface Cursor {
  readonly source: string;
  at: number;
}

const OPERATOR = /==|!=|<=|>=|&&|\|\||[<>+*/%-]|(?:eq|ne|lt|gt|le|ge|and|or)(?!\w)/y;
const NOT = /!|not(?!\w)/y;
const STRING = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?/y;
const PLAIN = /[^\s'"$([{,:)\]}=!<>&|+*/%-]+|[^,:)\]}]/y;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** What a sticky pattern matches at the cursor, which moves behind it; undefined if nothing. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/** The reference at the cursor, in any of its spellings: `$a`, `$!a`, `${a}`, `$!{a}`. */
export function takeReference(cursor: Cursor): Reference | undefined {
  const start = take(cursor, /\$!?\{?(?=[a-zA-Z_])/y);
  if (start === undefined) return undefined;
  const name = takeName(cursor);
  const steps: Step[] = [];
  for (;;) {
    if (take(cursor, /\.(?=[a-zA-Z_])/y) !== undefined) {
      const step = takeName(cursor);
      steps.push(isAt(cursor, "(") ? { name: step, arguments: takeGroup(cursor) } : { name: step });
    } else if (isAt(cursor, "[")) {
      steps.push({ name: "get", arguments: takeGroup(cursor) });
    } else {
      if (start.endsWith("{")) take(cursor, /\}/y);
      return { kind: "reference", name, steps };
    }
  }
}

/** What stands between the bracket at the cursor and the one that closes it, by comma (or a map's colon). */
export function takeGroup(cursor: Cursor): readonly Expression[] {
  const close = CLOSING[cursor.source.charAt(cursor.at)];
  const members: Expression[] = [];
  let delimiter: string | undefined;
  do {
    cursor.at += 1;
    members.push(takeExpression(cursor));
    delimiter = cursor.source[cursor.at];
  } while (delimiter !== undefined && delimiter !== close);
  cursor.at += 1;
  return members.filter((member) => member.kind !== "operation" || member.parts.length > 0);
}

/** The expression at the cursor, up to a comma, a colon or a closing bracket. */
export function takeExpression(cursor: Cursor): Expression {
  const parts: Expression[] = [];
  const operators: string[] = [];
  take(cursor, /\s+/y);
  while (cursor.at < cursor.source.length && !/[,:)\]}]/.test(cursor.source.charAt(cursor.at))) {
    const operator = parts.length > 0 ? take(cursor, OPERATOR) : undefined;
    if (operator === undefined) parts.push(takeOperand(cursor));
    else operators.push(operator);
    take(cursor, /\s+/y);
  }
  return combine(parts, operators);
}

function takeOperand(cursor: Cursor): Expression {
  if (take(cursor, NOT) !== undefined) {
    take(cursor, /\s+/y);
    return { kind: "operation", operators: ["!"], parts: isAtEnd(cursor) ? [] : [takeOperand(cursor)] };
  }
  const string = take(cursor, STRING);
  if (string !== undefined) return parseString(string);
  if (cursor.source.charAt(cursor.at) in CLOSING) return combine(takeGroup(cursor), []);
  const reference = takeReference(cursor);
  return reference ?? { kind: "literal", text: take(cursor, PLAIN) ?? "" };
}

/** A string in single quotes is as it stands; one in double quotes may hold references. */
function parseString(string: string): Expression {
  const text = string.replace(/^(["'])([\s\S]*?)\1?$/, "$2");
  if (string.startsWith("'")) return { kind: "literal", text };
  const cursor = { source: text, at: 0 };
  const parts: Expression[] = [];
  while (cursor.at < text.length) {
    parts.push(takeReference(cursor) ?? { kind: "literal", text: take(cursor, /[^$]+|\$/y) ?? "" });
  }
  return parts.length === 0 ? { kind: "literal", text } : combine(parts, []);
}

function combine(parts: readonly Expression[], operators: readonly string[]): Expression {
  const [only] = parts;
  return only !== undefined && parts.length === 1 && operators.length === 0
    ? only
    : { kind: "operation", operators, parts };
}

const takeName = (cursor: Cursor) => take(cursor, /[a-zA-Z_][\w-]*/y) ?? "";
const isAt = (cursor: Cursor, character: string) => cursor.source[cursor.at] === character;
const isAtEnd = (cursor: Cursor) => cursor.at >= cursor.source.length;
