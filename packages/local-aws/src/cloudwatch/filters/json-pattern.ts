import { matchesOf } from "../tokens";
import { invalidPattern } from "./invalid-pattern";
import { comparisonOf, type JsonPredicate } from "./json-comparison";
import { multiSelectorOf, refuseManyWildcards } from "./json-field";

const TOKEN = /\s*(\(|\)|&&|\|\||!=|<=|>=|[=<>]|"(?:[^"\\]|\\.)*"|%[^%]*%|\$[^\s()=!<>&|]*|[^\s()=!<>&|"%]+)\s*/y;

/** The words that follow a property selector instead of an operator, and what they ask for. */
const WORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  "IS NULL": (value) => value === null,
  "IS TRUE": (value) => value === true,
  "IS FALSE": (value) => value === false,
  "NOT EXISTS": (value) => value === undefined,
};

const OPERATORS: readonly string[] = ["=", "!=", "<", ">", "<=", ">="];

/** "A limit of 2 regex for each filter pattern." */
const MAX_REGULAR_EXPRESSIONS = 2;

/**
 * Reads what stands between the braces of a JSON pattern. `&&` binds more strongly than `||`.
 * @param text e.g. `($.status = 400) || ($.status = 413)`
 * @returns whether an event matches
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-MetricFilters.html
 */
export function compileJsonPattern(text: string): JsonPredicate {
  const matches = matchesOf(TOKEN, text, (rest) => invalidPattern(`cannot read ${rest}`));
  const tokens = Array.from(matches, ([, token = ""]) => token);
  if (tokens.filter((token) => token.startsWith("%")).length > MAX_REGULAR_EXPRESSIONS) {
    throw invalidPattern(`at most ${MAX_REGULAR_EXPRESSIONS} regular expressions are allowed`);
  }
  refuseManyWildcards(tokens.filter((token) => token.startsWith("$")));
  let at = 0;
  const next = (expected: string): string => {
    const token = tokens[at];
    if (token === undefined) throw invalidPattern(`expected ${expected}, got the end of the pattern`);
    at += 1;
    return token;
  };

  const condition = (): JsonPredicate => {
    const first = next("a condition");
    if (first === "(") {
      const inner = anyOf();
      const closing = next(")");
      if (closing !== ")") throw invalidPattern(`expected ), got ${closing}`);
      return inner;
    }
    const selector = multiSelectorOf(first);
    const operator = next("an operator");
    const operand = next("a value");
    const test = WORDS[`${operator} ${operand}`];
    if (test !== undefined) return (event) => selector(event).some(test);
    if (!OPERATORS.includes(operator)) {
      const allowed = [...OPERATORS, ...Object.keys(WORDS)].join(", ");
      throw invalidPattern(`expected one of ${allowed} after ${first}, got ${operator}`);
    }
    const compare = comparisonOf(operator, operand);
    return (event) => selector(event).some(compare);
  };

  const allOf = (): JsonPredicate => {
    const parts = [condition()];
    while (tokens[at] === "&&") {
      at += 1;
      parts.push(condition());
    }
    return (event) => parts.every((part) => part(event));
  };

  const anyOf = (): JsonPredicate => {
    const parts = [allOf()];
    while (tokens[at] === "||") {
      at += 1;
      parts.push(allOf());
    }
    return (event) => parts.some((part) => part(event));
  };

  const whole = anyOf();
  if (at < tokens.length) throw invalidPattern(`expected && or ||, got ${tokens[at] ?? ""}`);
  return whole;
}
