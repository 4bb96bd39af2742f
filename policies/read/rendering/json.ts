import { type Output, type Part, type PrintedValue, type Token, tokensOf } from "./output";

/** A JSON text of which some parts are values of the template. */
export type Json = JsonObject | JsonList | JsonText;

export interface JsonObject {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
  readonly line: number;
}

export interface JsonMember {
  /** Undefined where a value is printed in the name. */
  readonly name: string | undefined;
  readonly value: Json;
}

export interface JsonList {
  readonly kind: "list";
  readonly items: readonly Json[];
  readonly line: number;
}

/** A string, or a word: a number, true, false, null, or a value that is printed outside of strings. */
export interface JsonText {
  readonly kind: "string" | "word";
  readonly parts: readonly Part[];
  readonly line: number;
}

/** Why an output is no JSON. */
export interface NoJson {
  readonly kind: "fault";
  readonly message: string;
  readonly line: number;
}

/** How deep objects and lists may nest. A PutRecords nests three deep. */
const DEEPEST = 20;

/** Reads what a template printed; undefined if that is nothing. */
export function readJson(output: Output): Json | NoJson | undefined {
  if (output.fault) return { kind: "fault", ...output.fault };
  const tokens = tokensOf(output);
  const [first] = tokens;
  if (output.open?.kind === "string") {
    return { kind: "fault", message: "prints a JSON string without its end", line: output.open.line };
  }
  if (first === undefined) return undefined;
  try {
    return new Reader(tokens).readAll();
  } catch (error) {
    if (error instanceof NotJson) return { kind: "fault", message: "prints what is no JSON", line: error.line };
    throw error;
  }
}

class NotJson extends Error {
  constructor(readonly line: number) {
    super();
  }
}

class Reader {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  readAll(): Json {
    const value = this.#read();
    if (this.#at < this.tokens.length) this.#fail();
    return value;
  }

  #read(): Json {
    const token = this.#take();
    if (token.kind !== "mark") {
      if (!isJsonText(token)) this.#fail();
      return { kind: token.kind, parts: token.parts, line: token.line };
    }
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail();
    const value = isMark(token, "{")
      ? this.#readObject(token.line)
      : isMark(token, "[")
        ? this.#readList(token.line)
        : this.#fail();
    this.#depth -= 1;
    return value;
  }

  #readObject(line: number): JsonObject {
    const members: JsonMember[] = [];
    while (!this.#takeMark("}")) {
      if (members.length > 0) this.#expect(",");
      const name = this.#take();
      if (name.kind !== "string") this.#fail();
      this.#expect(":");
      members.push({ name: saidIn(name.parts), value: this.#read() });
    }
    return { kind: "object", members, line };
  }

  #readList(line: number): JsonList {
    const items: Json[] = [];
    while (!this.#takeMark("]")) {
      if (items.length > 0) this.#expect(",");
      items.push(this.#read());
    }
    return { kind: "list", items, line };
  }

  #take(): Token {
    const token = this.tokens[this.#at] ?? this.#fail();
    this.#at += 1;
    return token;
  }

  #takeMark(mark: string): boolean {
    const token = this.tokens[this.#at];
    if (token === undefined || !isMark(token, mark)) return false;
    this.#at += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#takeMark(mark)) this.#fail();
  }

  #fail(): never {
    throw new NotJson((this.tokens[this.#at] ?? this.tokens.at(-1))?.line ?? 1);
  }
}

const isMark = ({ kind, parts }: Token, mark: string): boolean => kind === "mark" && parts[0] === mark;

/** Whether the template's own part of a string or word is JSON. */
function isJsonText({ kind, parts }: Token): boolean {
  const own = parts.filter((part) => typeof part === "string").join("");
  if (kind === "word") {
    return (own === "" && parts.length === 1) || /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(own);
  }
  return saidIn([own]) !== undefined;
}

/** What a JSON string says, where the template says all of it. */
export function saidIn(parts: readonly Part[]): string | undefined {
  if (!parts.every((part) => typeof part === "string")) return undefined;
  try {
    return String(JSON.parse(`"${parts.join("")}"`));
  } catch {
    return undefined;
  }
}

/** The values that are printed in an output, in and outside of strings. */
export function valuesIn(output: Output): readonly { readonly value: PrintedValue; readonly token: Token }[] {
  const open = output.open?.kind === "string" ? [output.open] : [];
  return [...tokensOf(output), ...open].flatMap((token) =>
    token.parts.flatMap((part) => (typeof part === "string" ? [] : [{ value: part, token }])),
  );
}
