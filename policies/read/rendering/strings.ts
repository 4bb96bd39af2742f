import {
  literalOf,
  mixtureOf,
  NOTHING,
  piecesOf,
  SOME_NUMBER,
  SOMETIMES,
  type Source,
  source,
  sourceOf,
  text,
  type Value,
} from "./value";

/** Methods of strings that answer a truth value. */
const TESTS = /^(?:contains|endsWith|equals|equalsIgnoreCase|isEmpty|matches|startsWith|containsKey|containsValue)$/;
const NUMBERS =
  /^(?:length|size|indexOf|lastIndexOf|hashCode|compareTo|compareToIgnoreCase|codePointAt|intValue|parseInt)$/;
/** Of those, what is as different as the text. A length or a position is the same for all keys of a table. */
const WIDE_NUMBERS = /^(?:hashCode|intValue|parseInt)$/;
const CHANGES =
  /^(?:concat|replace|replaceAll|replaceFirst|substring|toLowerCase|toUpperCase|trim|strip|split|charAt|join|toString|valueOf|getClass)$/;

/** Whether strings have a method of this name that this pack knows. */
export const isStringMethod = (name: string): boolean => [TESTS, NUMBERS, CHANGES].some((names) => names.test(name));

/** What a method of a string answers. */
export function callOnText(value: Value, method: string, given: readonly Value[]): Value {
  if (TESTS.test(method)) return SOMETIMES;
  if (NUMBERS.test(method)) {
    const { from, varies } = mixtureOf(piecesOf(value));
    return varies ? text(source({ from, varies: WIDE_NUMBERS.test(method) })) : SOME_NUMBER;
  }
  if (value.kind === "nothing") return NOTHING;
  if (method === "toString" || method === "valueOf") return value.kind === "text" ? value : text(...piecesOf(value));
  if (replacesAll(method, given)) return text(...given.slice(1, 2).flatMap(piecesOf));
  const literal = literalOf(value);
  const computed = literal === undefined ? undefined : computeLiteral(literal, method, given);
  if (computed !== undefined) return text(computed);
  const only = sourceOf(value);
  if (only && /^(?:apostrophes|escaped)$/.test(only.form) && curesApostrophes(method, given)) {
    return text({ ...only, form: "escaped" });
  }
  if (method === "concat") return text(...piecesOf(value), ...given.flatMap(piecesOf));
  return text(
    changed(mixtureOf([...piecesOf(value), ...given.slice(method.startsWith("replace") ? 1 : 0).flatMap(piecesOf)])),
  );
}

/** A source that something was done to. Only what is plain is as safe as before: an escape may be cut in half. */
function changed(before: Source): Source {
  return source({
    from: before.from,
    path: before.path,
    encodings: before.encodings,
    form: before.form === "plain" ? "plain" : "raw",
    isNullable: before.isNullable,
    varies: before.varies,
  });
}

/** `replaceAll("\\'", "'")` takes back what escapeJavaScript makes of an apostrophe, and JSON forbids. */
function curesApostrophes(method: string, given: readonly Value[]): boolean {
  const [pattern, replacement] = given.map(literalOf);
  if (replacement !== "'") return false;
  return method === "replaceAll" ? pattern === String.raw`\\'` : method === "replace" && pattern === String.raw`\'`;
}

/** Whether a pattern takes the whole text, so that what takes its place is all that is left. */
function replacesAll(method: string, given: readonly Value[]): boolean {
  if (!/^replace(?:All|First)$/.test(method)) return false;
  const [pattern = "", replacement = "$"] = given.map((one) => literalOf(one));
  return /^\^?\(?(?:\.|\[\\s\\S\])[*+]\)?\$?$/.test(pattern) && !/[$\\]/.test(replacement);
}

/** The methods whose answer on a text of the template's own is computed. */
function computeLiteral(literal: string, method: string, given: readonly Value[]): string | undefined {
  switch (method) {
    case "toLowerCase":
      return literal.toLowerCase();
    case "toUpperCase":
      return literal.toUpperCase();
    case "trim":
    case "strip":
      return literal.trim();
    case "concat": {
      const [other] = given.map(literalOf);
      return other === undefined ? undefined : literal + other;
    }
    default:
      return undefined;
  }
}
