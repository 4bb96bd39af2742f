import { invalidPattern } from "./invalid-pattern";
import { regularExpressionOf } from "./regular-expression";

/** Whether an event, parsed from JSON, or a value in it, matches. */
export type JsonPredicate = (value: unknown) => boolean;

/** "An integer or a decimal with an optional + or - sign, or a number in scientific notation." */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What "consists of alphanumeric characters and the underscore"; AWS's own `123.123.*` has dots. */
const BARE_STRING = /^[\w.*]+$/;

const ORDER: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  ">": (value, limit) => value > limit,
  "<=": (value, limit) => value <= limit,
  ">=": (value, limit) => value >= limit,
};

/**
 * Compares a property with a value. A property that is absent, null, true, false, an array or an object matches no
 * comparison, not even `!=`. AWS says so of arrays and objects; for the others it is uncertain
 * [assumption: missing-property].
 * @param operator `=`, `!=`, `<`, `>`, `<=` or `>=`
 * @param operand as the pattern has it: a number, a string with or without quotes, or `%regular expression%`
 * @returns the comparison with the property's value
 * @throws AwsError InvalidParameterException
 */
export function comparisonOf(operator: string, operand: string): JsonPredicate {
  const order = ORDER[operator];
  if (order !== undefined) {
    if (!NUMBER.test(operand)) throw invalidPattern(`${operator} expects a number, got ${operand}`);
    const limit = Number(operand);
    return (value) => typeof value === "number" && order(value, limit);
  }
  const isEqual = equalityOf(operand);
  return (value) => (typeof value === "string" || typeof value === "number") && isEqual(value) === (operator === "=");
}

function equalityOf(operand: string): (value: string | number) => boolean {
  if (operand.startsWith("%")) {
    const regularExpression = regularExpressionOf(operand.slice(1, -1));
    return (value) => regularExpression.test(String(value));
  }
  const isQuoted = operand.startsWith('"');
  const text = isQuoted ? operand.slice(1, -1).replace(/\\(["\\])/g, "$1") : operand;
  if (!isQuoted && NUMBER.test(text)) {
    // An access log of API Gateway has its numbers in quotes, so the text of a number is compared, too.
    return (value) => value === Number(text) || value === text;
  }
  if (!isQuoted && !BARE_STRING.test(text)) throw invalidPattern(`${text} must be in double quotes`);
  return wildcardOf(text);
}

/** `*` at the beginning and at the end stands for any text; elsewhere for itself. */
function wildcardOf(text: string): (value: string | number) => boolean {
  const from = text.startsWith("*");
  const to = text.endsWith("*");
  if (text === "*") return () => true;
  const part = text.slice(from ? 1 : 0, to ? -1 : undefined);
  return (value) => {
    const whole = String(value);
    if (from && to) return whole.includes(part);
    if (from) return whole.endsWith(part);
    return to ? whole.startsWith(part) : whole === part;
  };
}
