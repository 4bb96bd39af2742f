import { TemplateError } from "./errors";
import { JavaDouble, JavaList, wholeNumber, type JavaMap, type Value } from "./values";

const TOKEN = /[ \t\r\n]*(?:([{}[\],:])|(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|$)/y;

/** A mark such as `{`, a value that is no collection, or the end. */
type Token = { readonly mark: string } | { readonly scalar: Exclude<Value, JavaMap | JavaList> };

/**
 * JSON as Java values. JSON.parse will not do: it forgets that 1.0 is not 1 and rounds whole numbers beyond 2^53, and both
 * print differently on AWS.
 * @throws TemplateError if the text is not JSON; on AWS, too, that fails the request
 */
export function parseJson(text: string): Value {
  let position = 0;

  const next = (): Token => {
    TOKEN.lastIndex = position;
    const [all, mark, quote, number, word] = TOKEN.exec(text) ?? [];
    if (all === undefined) return fail("a value");
    position += all.length;
    if (mark !== undefined) return { mark };
    if (quote !== undefined) return { scalar: string() };
    if (number !== undefined) {
      return { scalar: /^-?\d+$/.test(number) ? wholeNumber(BigInt(number)) : new JavaDouble(Number(number)) };
    }
    if (word !== undefined) return { scalar: word === "null" ? null : word === "true" };
    return { mark: "the end" };
  };

  const fail = (expected: string): never => {
    throw new TemplateError(`the text is not JSON: expected ${expected} before character ${position + 1}`);
  };

  /** By looking for the quote that ends it: a regular expression would need a stack as deep as the string is long. */
  const string = (): string => {
    const start = position - 1;
    let end = text.indexOf('"', position);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    position = end + 1;
    try {
      return JSON.parse(text.slice(start, position)) as string;
    } catch {
      return fail("a string without control characters or unknown escapes");
    }
  };

  const value = (token: Token): Value => {
    if ("scalar" in token) return token.scalar;
    if (token.mark === "{") return object();
    if (token.mark === "[") return list();
    return fail("a value");
  };

  const object = (): JavaMap => {
    const map: JavaMap = new Map();
    let token = next();
    if (isMark(token, "}")) return map;
    for (;;) {
      const name = "scalar" in token && typeof token.scalar === "string" ? token.scalar : fail("a name");
      if (!isMark(next(), ":")) fail(":");
      map.set(name, value(next()));
      token = next();
      if (isMark(token, "}")) return map;
      if (!isMark(token, ",")) fail(", or }");
      token = next();
    }
  };

  const list = (): JavaList => {
    const items: Value[] = [];
    let token = next();
    if (isMark(token, "]")) return new JavaList(items, "json");
    for (;;) {
      items.push(value(token));
      token = next();
      if (isMark(token, "]")) return new JavaList(items, "json");
      if (!isMark(token, ",")) fail(", or ]");
      token = next();
    }
  };

  const root = value(next());
  if (!isMark(next(), "the end")) fail("the end");
  return root;
}

const isMark = (token: Token, mark: string): boolean => "mark" in token && token.mark === mark;

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text[position - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}
