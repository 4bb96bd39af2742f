import { TemplateError } from "./errors";
import { JavaDouble, JavaList, type JavaMap, type Value, wholeNumber } from "./values";

const TOKEN = /[ \t\r\n]*(?:([{}[\],:])|(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|$)/y;

/** A mark such as `{`, a value that is no collection, or the end. */
type Token = { readonly mark: string } | { readonly scalar: Exclude<Value, JavaMap | JavaList> };

const END = "the end";

/** Also a text in single quotes, or a name without quotes. */
const LENIENT_TEXT = /[ \t\r\n]*(?:'([^'\\]*)'|([A-Za-z_$][\w$]*))/y;

/** What AWS does not document of its JSON reader. */
export interface JsonReading {
  /** Whether it takes single quotes, names without quotes, and a comma before the end. */
  readonly isLenient: boolean;
  /** Which member counts if two have one name. */
  readonly duplicates: "first" | "last" | "refused";
}

const STRICT: JsonReading = { isLenient: false, duplicates: "last" };

/**
 * JSON as Java values. JSON.parse will not do: it forgets that 1.0 is not 1 and rounds whole numbers beyond 2^53, and both
 * print differently on AWS.
 * @param text one JSON value
 * @param reading how to read it
 * @returns the value
 * @throws TemplateError if the text is not JSON; on AWS, too, that fails the request
 */
export const parseJson = (text: string, reading = STRICT): Value => new JsonReader(text, reading).read();

class JsonReader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly reading: JsonReading,
  ) {}

  read(): Value {
    const root = this.value(this.next());
    if (!isMark(this.next(), END)) this.fail(END);
    return root;
  }

  private next(): Token {
    TOKEN.lastIndex = this.position;
    const [all, mark, quote, number, word] = TOKEN.exec(this.text) ?? [];
    if (all === undefined) return this.lenientText();
    this.position += all.length;
    if (mark !== undefined) return { mark };
    if (quote !== undefined) return { scalar: this.string() };
    if (number !== undefined) {
      return { scalar: /^-?\d+$/.test(number) ? wholeNumber(BigInt(number)) : new JavaDouble(Number(number)) };
    }
    if (word !== undefined) return { scalar: word === "null" ? null : word === "true" };
    return { mark: END };
  }

  /** What only a lenient reader takes. `true`, `false` and `null` are no texts: {@link TOKEN} has them. */
  private lenientText(): Token {
    LENIENT_TEXT.lastIndex = this.position;
    const [all, quoted, bare] = (this.reading.isLenient ? LENIENT_TEXT.exec(this.text) : null) ?? [];
    if (all === undefined) return this.fail("a value");
    this.position += all.length;
    return { scalar: quoted ?? bare ?? "" };
  }

  /** By looking for the quote that ends it: a regular expression would need a stack as deep as the string is long. */
  private string(): string {
    const start = this.position - 1;
    let end = this.text.indexOf('"', this.position);
    while (end !== -1 && isEscaped(this.text, end)) end = this.text.indexOf('"', end + 1);
    this.position = end + 1;
    try {
      return JSON.parse(this.text.slice(start, this.position)) as string;
    } catch {
      return this.fail("a string without control characters or unknown escapes");
    }
  }

  private value(token: Token): Value {
    if ("scalar" in token) return token.scalar;
    if (token.mark === "{") return this.object();
    if (token.mark === "[") return this.list();
    return this.fail("a value");
  }

  private object(): JavaMap {
    const map: JavaMap = new Map();
    let token = this.next();
    if (isMark(token, "}")) return map;
    for (;;) {
      const name = "scalar" in token && typeof token.scalar === "string" ? token.scalar : this.fail("a name");
      if (!isMark(this.next(), ":")) this.fail(":");
      this.put(map, name, this.value(this.next()));
      token = this.next();
      if (isMark(token, "}")) return map;
      if (!isMark(token, ",")) this.fail(", or }");
      token = this.next();
      if (this.reading.isLenient && isMark(token, "}")) return map;
    }
  }

  private put(map: JavaMap, name: string, value: Value): void {
    const { duplicates } = this.reading;
    if (map.has(name) && duplicates === "refused") this.fail("a name that the object does not have yet");
    if (!map.has(name) || duplicates === "last") map.set(name, value);
  }

  private list(): JavaList {
    const items: Value[] = [];
    let token = this.next();
    if (isMark(token, "]")) return new JavaList(items, "json");
    for (;;) {
      items.push(this.value(token));
      token = this.next();
      if (isMark(token, "]")) return new JavaList(items, "json");
      if (!isMark(token, ",")) this.fail(", or ]");
      token = this.next();
      if (this.reading.isLenient && isMark(token, "]")) return new JavaList(items, "json");
    }
  }

  private fail(expected: string): never {
    throw new TemplateError(`the text is not JSON: expected ${expected} before character ${this.position + 1}`);
  }
}

const isMark = (token: Token, mark: string): boolean => "mark" in token && token.mark === mark;

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text[position - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}
