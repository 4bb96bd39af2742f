import type { PointOperator } from "./values";

/** An operator between two values. */
export interface BinaryOperator {
  /** A larger one binds more strongly. AWS does not say; these are the usual ones [assumption: operator-order]. */
  readonly precedence: number;
  readonly apply: PointOperator;
  /** `a ^ b ^ c` is `a ^ (b ^ c)`. @defaultValue false */
  readonly bindsRight?: boolean;
}

const truth = (holds: boolean): number => (holds ? 1 : 0);

const or: BinaryOperator = { precedence: 1, apply: (left, right) => truth(left !== 0 || right !== 0) };
const and: BinaryOperator = { precedence: 2, apply: (left, right) => truth(left !== 0 && right !== 0) };

/** How strongly a minus before a value binds: less than a power, more than a product. */
export const NEGATION_PRECEDENCE = 6;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ["OR", or],
  ["||", or],
  ["AND", and],
  ["&&", and],
  ["==", { precedence: 3, apply: (left, right) => truth(left === right) }],
  ["!=", { precedence: 3, apply: (left, right) => truth(left !== right) }],
  ["<=", { precedence: 3, apply: (left, right) => truth(left <= right) }],
  [">=", { precedence: 3, apply: (left, right) => truth(left >= right) }],
  ["<", { precedence: 3, apply: (left, right) => truth(left < right) }],
  [">", { precedence: 3, apply: (left, right) => truth(left > right) }],
  ["+", { precedence: 4, apply: (left, right) => left + right }],
  ["-", { precedence: 4, apply: (left, right) => left - right }],
  ["*", { precedence: 5, apply: (left, right) => left * right }],
  // "If the value of a data point causes a function to attempt to divide by zero, the data point is dropped."
  ["/", { precedence: 5, apply: (left, right) => (right === 0 ? undefined : left / right) }],
  ["^", { precedence: 7, apply: (left, right) => left ** right, bindsRight: true }],
]);
