import { TemplateError } from "./errors";
import { JavaDouble, JavaList, JavaObject, toJavaString, type Value, wholeNumber } from "./values";

type Numeric = number | bigint | JavaDouble;

/** How tightly an operator binds, as in Velocity's grammar. */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  not: 7,
};

/**
 * Velocity 1.7: false and null are false, everything else is true, also an empty string and 0 (measured with 1.7).
 * @param value of a condition
 * @returns whether `#if` takes its branch
 */
export const isTrue = (value: Value): boolean => value !== null && value !== false;

/**
 * `==`. Unlike in Velocity, null equals "" on AWS (recorded there: a path that is not there is `== ""` and `== $null`).
 * Values of different types are equal if they print alike (measured with Velocity 1.7: "1" == 1, and not "" == 0).
 */
function areEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return (left ?? "") === (right ?? "");
  if (isNumber(left) && isNumber(right)) return compare(left, right) === 0;
  if ([left, right].some((value) => value instanceof Map || value instanceof JavaList || value instanceof JavaObject)) {
    throw new TemplateError("comparing maps or lists is not modelled (vtl/operators.ts)");
  }
  return toJavaString(left) === toJavaString(right);
}

/** The binary operators that need both their values. */
export const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  "==": areEqual,
  "!=": (left, right) => !areEqual(left, right),
  "<": (left, right) => compare(numberOperand(left, "<"), numberOperand(right, "<")) < 0,
  ">": (left, right) => compare(numberOperand(left, ">"), numberOperand(right, ">")) > 0,
  "<=": (left, right) => compare(numberOperand(left, "<="), numberOperand(right, "<=")) <= 0,
  ">=": (left, right) => compare(numberOperand(left, ">="), numberOperand(right, ">=")) >= 0,
  "+": (left, right) => (isNumber(left) && isNumber(right) ? arithmetic("+", left, right) : concatenate(left, right)),
  "-": (left, right) => arithmetic("-", numberOperand(left, "-"), numberOperand(right, "-")),
  "*": (left, right) => arithmetic("*", numberOperand(left, "*"), numberOperand(right, "*")),
  "/": (left, right) => arithmetic("/", numberOperand(left, "/"), numberOperand(right, "/")),
  "%": (left, right) => arithmetic("%", numberOperand(left, "%"), numberOperand(right, "%")),
};

const isNumber = (value: Value): value is Numeric =>
  typeof value === "number" || typeof value === "bigint" || value instanceof JavaDouble;

/** Velocity logs an error and goes on with false or null; here it is loud. */
function numberOperand(value: Value, operator: string): Numeric {
  if (isNumber(value)) return value;
  throw new TemplateError(`${operator} needs numbers: Velocity would go on with false or null`);
}

function concatenate(left: Value, right: Value): string {
  if (left === null || right === null) throw new TemplateError("+ with null is not modelled (vtl/operators.ts)");
  return toJavaString(left) + toJavaString(right);
}

const toDouble = (value: Numeric): number => (value instanceof JavaDouble ? value.value : Number(value));

function compare(left: Numeric, right: Numeric): number {
  if (left instanceof JavaDouble || right instanceof JavaDouble) return toDouble(left) - toDouble(right);
  return left < right ? -1 : Number(left > right);
}

/** Whole numbers stay whole (7/2 is 3) and do not overflow: Velocity widens to Long, then to BigInteger. */
function arithmetic(operator: "+" | "-" | "*" | "/" | "%", left: Numeric, right: Numeric): Value {
  if ((operator === "/" || operator === "%") && toDouble(right) === 0) {
    throw new TemplateError("division by zero: Velocity would go on with null");
  }
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    return new JavaDouble(DOUBLE[operator](toDouble(left), toDouble(right)));
  }
  return wholeNumber(WHOLE[operator](BigInt(left), BigInt(right)));
}

const DOUBLE = {
  "+": (left: number, right: number) => left + right,
  "-": (left: number, right: number) => left - right,
  "*": (left: number, right: number) => left * right,
  "/": (left: number, right: number) => left / right,
  "%": (left: number, right: number) => left % right,
};

const WHOLE = {
  "+": (left: bigint, right: bigint) => left + right,
  "-": (left: bigint, right: bigint) => left - right,
  "*": (left: bigint, right: bigint) => left * right,
  "/": (left: bigint, right: bigint) => left / right,
  "%": (left: bigint, right: bigint) => left % right,
};
