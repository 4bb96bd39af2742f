import { TemplateError } from "./errors";

/** Where `.` does not match without (?s): Java knows one line terminator more than JavaScript. */
const NOT_LINE_END = String.raw`[^\n\r\u0085\u2028\u2029]`;
/** Java's `$`: the end, or before a line terminator that ends the text. */
const END = String.raw`(?=(?:\r\n|[\n\r\u0085\u2028\u2029])?$)`;
/** Java's `\z`. */
const VERY_END = String.raw`(?![\s\S])`;
/** General categories are the same in both; Java's `\p{Alpha}` and the like are not. */
const SAME_ESCAPES =
  /^(?:[dDwWtnrf\\]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[1-9]|[pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)\})/;
/** Java's white space is ASCII's. */
const SPACE = String.raw` \t\n\v\f\r`;

/** Patterns can come from a request, so what is kept is bounded. */
const COMPILED_LIMIT = 500;

/**
 * A Java regular expression as a JavaScript one that matches the same text, with the flags `gu`.
 * @throws TemplateError for what the two read differently or only Java has (possessive quantifiers, `\Q`, `&&` in a class,
 * `\b`, flags other than a leading `(?s)` and `(?i)`)
 */
export const javaRegex = memoize(translate);

/** The same, but it matches only a text as a whole. */
export const javaWholeRegex = memoize((pattern) => new RegExp(`^(?:${translate(pattern).source})$`, "u"));

function memoize(compile: (pattern: string) => RegExp): (pattern: string) => RegExp {
  const compiled = new Map<string, RegExp>();
  return (pattern) => {
    const known = compiled.get(pattern);
    if (known) return known;
    if (compiled.size === COMPILED_LIMIT) compiled.clear();
    const regex = compile(pattern);
    compiled.set(pattern, regex);
    return regex;
  };
}

function translate(pattern: string): RegExp {
  const flags = /^\(\?([si]+)\)/.exec(pattern)?.[1] ?? "";
  const dot = flags.includes("s") ? String.raw`[\s\S]` : NOT_LINE_END;
  const anyCase = flags.includes("i");
  let source = "";
  let inClass = false;
  let rest = flags === "" ? pattern : pattern.slice(flags.length + 3);
  const refuse = (what: string): never => {
    throw new TemplateError(`the regular expression ${pattern} uses ${what}, which is not modelled (vtl/regex.ts)`);
  };

  while (rest !== "") {
    const [character = ""] = rest;
    let length = character.length;
    if (character === "\\") {
      const escape = escapeOf(rest.slice(1), inClass) ?? refuse(`\\${rest.slice(1, 2)}`);
      source += escape.source;
      length += escape.length;
    } else if (inClass) {
      if (character === "[" || rest.startsWith("&&")) refuse("a class within a class");
      if (character === "]") inClass = false;
      if (anyCase && /^[A-Za-z]-[A-Za-z]/.test(rest)) {
        if (!/^(?:[A-Z]-[A-Z]|[a-z]-[a-z])/.test(rest)) refuse("a range from upper to lower case with (?i)");
        length = 3;
      }
      const part = rest.slice(0, length);
      source += anyCase && /[A-Za-z]/.test(part) ? part.toLowerCase() + part.toUpperCase() : part;
    } else if (character === ".") {
      source += dot;
    } else if (character === "$") {
      source += END;
    } else if (character === "]" || character === "}") {
      source += `\\${character}`;
    } else if (/^\{\d+(?:,\d*)?\}/.test(rest)) {
      length = rest.indexOf("}") + 1;
      source += rest.slice(0, length);
    } else if (rest.startsWith("(?")) {
      const [group = refuse("a flag or group within")] = /^\(\?(?:[:=!]|<[=!]|<[A-Za-z][A-Za-z0-9]*>)/.exec(rest) ?? [];
      length = group.length;
      source += rest.slice(0, length);
    } else {
      if (character === "[") {
        if (/^\[\^?\]/.test(rest)) refuse("] as the first character of a class");
        inClass = true;
        if (rest[1] === "^") length = 2;
      }
      if (/^[*+?}]\+/.test(rest)) refuse("a possessive quantifier");
      const part = rest.slice(0, length);
      source += anyCase && /^[A-Za-z]$/.test(part) ? `[${part.toLowerCase()}${part.toUpperCase()}]` : part;
    }
    rest = rest.slice(length);
  }
  try {
    return new RegExp(source, "gu");
  } catch {
    return refuse("something that JavaScript cannot compile");
  }
}

/** An escape's JavaScript source and how many characters after the backslash it takes. */
function escapeOf(after: string, inClass: boolean): { source: string; length: number } | undefined {
  const same = SAME_ESCAPES.exec(after)?.[0];
  if (same !== undefined) return { source: `\\${same}`, length: same.length };
  if (after.startsWith("s")) return { source: inClass ? SPACE : `[${SPACE}]`, length: 1 };
  if (after.startsWith("z") && !inClass) return { source: VERY_END, length: 1 };
  if (after.startsWith("S") && !inClass) return { source: `[^${SPACE}]`, length: 1 };
  const [character = ""] = after;
  if (character === "" || /[A-Za-z0-9]/.test(character)) return undefined;
  const special = /[$()*+./?[\\\]^{|}-]/.test(character) && (character !== "-" || inClass);
  return { source: special ? `\\${character}` : character, length: character.length };
}
