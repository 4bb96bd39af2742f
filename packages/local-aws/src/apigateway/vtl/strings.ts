import { TemplateError } from "./errors";
import { javaRegex, javaWholeRegex } from "./regex";
import { JavaList, type Value } from "./values";

type StringMethod = (text: string, args: readonly Value[]) => Value;

const METHODS: Readonly<Record<string, StringMethod>> = {
  length: (text, args) => (refuseArguments(args), text.length),
  isEmpty: (text, args) => (refuseArguments(args), text === ""),
  toString: (text: string) => text,
  trim: (text, args) => (refuseArguments(args), trim(text)),
  toLowerCase: (text, args) => (refuseArguments(args), text.toLowerCase()),
  toUpperCase: (text, args) => (refuseArguments(args), text.toUpperCase()),
  equals: (text, [other]) => text === other,
  equalsIgnoreCase: (text, [other]) => typeof other === "string" && foldCase(text) === foldCase(other),
  contains: (text, args) => text.includes(stringArgument(args, 0)),
  startsWith: (text, args) => text.startsWith(stringArgument(args, 0)),
  endsWith: (text, args) => text.endsWith(stringArgument(args, 0)),
  concat: (text, args) => text + stringArgument(args, 0),
  indexOf: (text, args) => text.indexOf(stringArgument(args, 0), args.length > 1 ? indexArgument(args, 1) : 0),
  lastIndexOf: (text, args) => text.lastIndexOf(stringArgument(args, 0)),
  substring: (text, args) =>
    substring(text, indexArgument(args, 0), args.length > 1 ? indexArgument(args, 1) : text.length),
  matches: (text, args) => javaWholeRegex(stringArgument(args, 0)).test(text),
  replace: (text, args) => text.replaceAll(stringArgument(args, 0), () => stringArgument(args, 1)),
  replaceAll: (text, args) => replace(text, stringArgument(args, 0), stringArgument(args, 1), Infinity),
  replaceFirst: (text, args) => replace(text, stringArgument(args, 0), stringArgument(args, 1), 1),
  split: (text, args) => (args.length === 1 ? split(text, stringArgument(args, 0)) : refuse("split with a limit")),
};

/**
 * `java.lang.String`, as far as templates use it, with Java's behaviour: `replaceAll` and `split` take regular expressions,
 * `replace` replaces every occurrence, `substring` throws beyond the end. What is not here is refused by name.
 */
export const STRING_METHODS: ReadonlyMap<string, StringMethod> = new Map(Object.entries(METHODS));

function refuse(what: string): never {
  throw new TemplateError(`${what} is not modelled (vtl/strings.ts)`);
}

function refuseArguments(args: readonly Value[]): void {
  if (args.length > 0) refuse("a method without parameters called with some");
}

/**
 * An argument of a method that takes a string there.
 * @param args of the call
 * @param position from 0
 * @returns the string
 * @throws TemplateError if the argument is no string; Velocity would find no such method
 */
export function stringArgument(args: readonly Value[], position: number): string {
  const arg = args[position];
  return typeof arg === "string" ? arg : refuse(`an argument ${position + 1} that is not a string`);
}

function indexArgument(args: readonly Value[], position: number): number {
  const arg = args[position];
  return typeof arg === "number" ? arg : refuse(`an argument ${position + 1} that is not a whole number`);
}

/** Java trims everything up to a blank, control characters too, and no other white space. */
const trim = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
};

/** By UTF-16 unit, as Java compares. */
const foldCase = (text: string): string =>
  text
    .split("")
    .map((unit) => (unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit).toLowerCase())
    .join("");

function substring(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) {
    throw new TemplateError(`substring(${from}, ${to}) of a string of ${text.length} characters: Java throws`);
  }
  return text.slice(from, to);
}

function replace(text: string, pattern: string, replacement: string, limit: number): string {
  let result = "";
  let position = 0;
  let count = 0;
  for (const match of matches(text, pattern)) {
    if (count === limit) break;
    result += text.slice(position, match.index) + expand(replacement, match);
    position = match.index + match[0].length;
    count += 1;
  }
  return result + text.slice(position);
}

function* matches(text: string, pattern: string): Iterable<RegExpExecArray> {
  for (const match of text.matchAll(javaRegex(pattern))) {
    // Java would match once more between the two halves.
    if (match[0] === "" && /[\ud800-\udbff]/.test(text.charAt(match.index))) {
      refuse("an empty match at a surrogate pair");
    }
    yield match;
  }
}

/** A Java replacement: `$1` and `${name}` are groups, a backslash makes the next character plain. */
function expand(replacement: string, match: RegExpMatchArray): string {
  return replacement.replace(
    /\\([\s\S]?)|\$(?:\{(\w+)\}|(\d))?/g,
    (all, plain?: string, name?: string, digit?: string) => {
      if (all.startsWith("\\") && plain !== undefined && plain !== "") return plain;
      const group =
        name === undefined
          ? digit && Number(digit) < match.length && (match[Number(digit)] ?? "")
          : match.groups?.[name];
      if (typeof group === "string") return group;
      throw new TemplateError(`the replacement ${replacement} has ${all} that is no group: Java throws`);
    },
  );
}

/** As `String.split`: empty strings at the end are dropped, and one at the start if nothing was matched there. */
function split(text: string, pattern: string): JavaList {
  const parts: string[] = [];
  let position = 0;
  for (const match of matches(text, pattern)) {
    const end = match.index + match[0].length;
    if (end === 0 || (match[0] === "" && match.index === text.length)) continue;
    parts.push(text.slice(position, match.index));
    position = end;
  }
  if (position === 0) return new JavaList([text], "array");
  parts.push(text.slice(position));
  while (parts.at(-1) === "") parts.pop();
  return new JavaList(parts, "array");
}
