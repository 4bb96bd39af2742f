import type { Piece } from "./value";

/** What a template has printed so far, as tokens of JSON. Blanks between tokens are left out. Immutable. */
export interface Output {
  /** The last token that is complete, and through it all others; undefined before the first. */
  readonly last: Tokens | undefined;
  /** The string or word that is not complete. */
  readonly open: Token | undefined;
  /** Whether the next character of the open string is escaped. */
  readonly isEscaped: boolean;
  /** Where and why this is no JSON, whatever comes. */
  readonly fault: Fault | undefined;
}

/** A list of tokens that two branches share as far as they print the same. */
interface Tokens {
  readonly before: Tokens | undefined;
  readonly token: Token;
}

/** `mark`: a bracket, colon or comma. `word`: what stands outside of strings, such as a number. */
export interface Token {
  readonly kind: "mark" | "string" | "word";
  readonly parts: readonly Part[];
  readonly line: number;
}

/** A part of a token: text of the template's own, or a value. */
export type Part = string | PrintedValue;

/** A value where it is printed: one of these, each as its pieces. */
export interface PrintedValue {
  readonly alternatives: readonly (readonly Piece[])[];
  /** What a message may call the reference. */
  readonly head: string;
  readonly line: number;
}

export interface Fault {
  readonly line: number;
  readonly message: string;
}

export const EMPTY_OUTPUT: Output = { last: undefined, open: undefined, isEscaped: false, fault: undefined };

/** All tokens of a complete output, first to last. */
export function tokensOf(output: Output): readonly Token[] {
  const tokens: Token[] = [];
  for (let { last } = closeWord(output); last !== undefined; last = last.before) tokens.push(last.token);
  return tokens.reverse();
}

/** The output with a text of the template's own behind it. */
export function printText(output: Output, text: string, line: number): Output {
  let at = output;
  let from = 0;
  const lineAt = lineCounter(text, line);
  while (from < text.length) {
    const run = at.open?.kind === "string" && !at.isEscaped ? /[^"\\\n\r\t]+/y : /[^\s{}[\]:,"]+/y;
    run.lastIndex = from;
    const many = at.isEscaped ? undefined : run.exec(text)?.[0];
    at = many === undefined ? printCharacter(at, text.charAt(from), lineAt(from)) : appendPart(at, many, lineAt(from));
    from += many?.length ?? 1;
  }
  return at;
}

/** The output with a value behind it. It is not lexed: its alternatives must not end the string that it stands in. */
export function printValue(output: Output, value: PrintedValue): Output {
  if (output.isEscaped) return withFault(output, value.line, "prints a value behind a backslash");
  return appendPart(output, value, value.line);
}

/** Whether a value can stand in a JSON string as one part, whatever it is: its own texts end no string. */
export function isOnePart(pieces: readonly Piece[]): boolean {
  return pieces.every((piece) => typeof piece !== "string" || !/["\\\p{Cc}]/u.test(piece));
}

function appendPart(output: Output, part: Part, line: number): Output {
  const open: Token = output.open ?? { kind: "word", parts: [], line };
  return { ...output, open: { ...open, parts: [...open.parts, part] } };
}

function printCharacter(output: Output, character: string, line: number): Output {
  if (output.open?.kind === "string") return printInString(output, character, line);
  if (/\s/.test(character)) return closeWord(output);
  const closed = closeWord(output);
  return character === '"'
    ? { ...closed, open: { kind: "string", parts: [], line } }
    : { ...closed, last: { before: closed.last, token: { kind: "mark", parts: [character], line } } };
}

function printInString(output: Output, character: string, line: number): Output {
  if (output.isEscaped) return { ...appendPart(output, `\\${character}`, line), isEscaped: false };
  if (character === "\\") return { ...output, isEscaped: true };
  if (character !== '"') return withFault(output, line, "prints a line break or a tab inside of a JSON string");
  return close(output);
}

const closeWord = (output: Output): Output => (output.open?.kind === "word" ? close(output) : output);

function close(output: Output): Output {
  const { open, last } = output;
  return open === undefined ? output : { ...output, open: undefined, last: { before: last, token: open } };
}

const withFault = (output: Output, line: number, message: string): Output => ({
  ...output,
  fault: output.fault ?? { line, message },
});

/** The number of the line at an offset of a text whose first line has this number; offsets only grow. */
function lineCounter(text: string, first: number): (offset: number) => number {
  let [counted, line] = [0, first];
  return (offset) => {
    for (; counted < offset; counted += 1) if (text[counted] === "\n") line += 1;
    return line;
  };
}
