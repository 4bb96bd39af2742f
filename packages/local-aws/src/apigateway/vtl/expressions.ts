import type { Operand, Reference, Step } from "./ast";
import { TemplateError } from "./errors";
import { callMethod, getItem, getProperty } from "./objects";
import { isTrue, OPERATORS, PRECEDENCE } from "./operators";
import type { Scope } from "./scope";
import { JavaDouble, JavaList, type Value, wholeNumber } from "./values";

export type Expression = (scope: Scope) => Value;

/** What compiling a template needs beyond the node itself. */
export interface Compiler {
  /** Compiles the text of a double-quoted string, which is a template of its own. */
  readonly interpolate: (text: string) => Expression;
  /** Notes that the template reads a variable. */
  readonly reads: (name: string) => void;
}

/**
 * Compiles an expression.
 * @param node its syntax tree
 * @param compiler notes the variables that are read
 * @returns a function that evaluates it
 * @throws TemplateError for what cannot be compiled to do as AWS does
 */
export function compileExpression(node: Operand, compiler: Compiler): Expression {
  switch (node.type) {
    case "references":
      return compileReference(node, compiler);
    case "string":
      return compileString(node.value, node.isEval === true, compiler);
    case "integer": {
      const value = wholeNumber(BigInt(node.value));
      return () => value;
    }
    case "decimal": {
      const value = new JavaDouble(Number(node.value));
      return () => value;
    }
    case "bool": {
      if (node.value === "null") throw new TemplateError("null is no literal in Velocity");
      const value = node.value === "true";
      return () => value;
    }
    case "array":
      return node.isRange
        ? compileRange(node.value, compiler)
        : compileList(node.value as readonly Operand[], compiler);
    case "map":
      return compileMap(node.value ?? {}, compiler);
    case "math":
      return compileOperation(node.operator, node.expression, compiler);
    default:
      throw new TemplateError(`${JSON.stringify(node)} is not modelled (vtl/expressions.ts)`);
  }
}

/**
 * An expression in `#if`.
 * @param node its syntax tree
 * @param compiler notes the variables that are read
 * @returns a function that evaluates it
 * @throws TemplateError for a number or string: `#if(5)` and `#if("")` are false on 1.7 though variables of these values
 * are true, and 2.x differs again
 */
export function compileCondition(node: Operand, compiler: Compiler): Expression {
  if (node.type !== "references" && node.type !== "bool" && node.type !== "math") {
    throw new TemplateError("a number, string, list or map is no condition: compare it with something");
  }
  return compileExpression(node, compiler);
}

function compileReference(node: Reference, compiler: Compiler): Expression {
  if (node.args !== undefined) throw new TemplateError(`$${node.id}(...) is no method of anything`);
  compiler.reads(node.id);
  let result: Expression = ({ variables }) => variables.get(node.id) ?? null;
  for (const step of node.path ?? []) result = compileStep(result, step, compiler);
  return result;
}

function compileStep(self: Expression, step: Step, compiler: Compiler): Expression {
  if (step.type === "property") return (scope) => getProperty(self(scope), step.id);
  if (step.type === "index") {
    const key = compileExpression(step.id, compiler);
    return (scope) => getItem(self(scope), key(scope));
  }
  const args = (step.args || []).map((arg) => compileExpression(arg, compiler));
  return (scope) => {
    const value = self(scope);
    return callMethod(
      value,
      step.id,
      args.map((arg) => arg(scope)),
    );
  };
}

function compileString(text: string, interpolated: boolean, compiler: Compiler): Expression {
  if (text.includes("\\u") || text.includes(interpolated ? '"' : "'") || text.endsWith("\\")) {
    throw new TemplateError(`the string ${text} has an escape that Velocity reads otherwise: write it without`);
  }
  return interpolated && /[$#]/.test(text) ? compiler.interpolate(text) : () => text;
}

function compileList(nodes: readonly Operand[], compiler: Compiler): Expression {
  const items = nodes.map((node) => compileExpression(node, compiler));
  return (scope) => new JavaList(items.map((item) => item(scope)));
}

function compileRange(ends: readonly (Operand | string | number)[], compiler: Compiler): Expression {
  const [from, to] = ends.map((end) =>
    typeof end === "object" ? compileExpression(end, compiler) : (): Value => Number(end),
  );
  return (scope) => {
    const first = from?.(scope);
    const last = to?.(scope);
    if (typeof first !== "number" || typeof last !== "number") throw new TemplateError("[a..b] needs whole numbers");
    const step = first <= last ? 1 : -1;
    return new JavaList(Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step));
  };
}

function compileMap(nodes: Readonly<Record<string, Operand>>, compiler: Compiler): Expression {
  const entries = Object.entries(nodes).map(([key, node]) => {
    if (/^\d+$/.test(key)) throw new TemplateError(`the map key ${key}: velocityjs loses the order of such keys`);
    return [key, compileExpression(node, compiler)] as const;
  });
  return (scope) => new Map(entries.map(([key, value]) => [key, value(scope)]));
}

function compileOperation(operator: string, nodes: readonly Operand[], compiler: Compiler): Expression {
  if (operator !== "parenthesis") refuseWrongPrecedence(operator, nodes);
  const isLogical = ["||", "&&", "not"].includes(operator);
  const [left, right] = nodes.map((node) => (isLogical ? compileCondition : compileExpression)(node, compiler));
  if (!left) throw new TemplateError(`the operator ${operator} has nothing to work on`);
  if (operator === "parenthesis") return left;
  if (operator === "not") return (scope) => !isTrue(left(scope));
  if (!right) throw new TemplateError(`the operator ${operator} has one side only (vtl/expressions.ts)`);
  if (operator === "&&") return (scope) => isTrue(left(scope)) && isTrue(right(scope));
  if (operator === "||") return (scope) => isTrue(left(scope)) || isTrue(right(scope));
  const apply = OPERATORS[operator];
  if (!apply) throw new TemplateError(`the operator ${operator} is not modelled (vtl/operators.ts)`);
  return (scope) => apply(left(scope), right(scope));
}

/**
 * velocityjs reads `a || b && c` from left to right, Velocity does not. A tree in which every operator binds at least as
 * tightly as the one above it is the only tree of its text, so what passes here is what Velocity reads.
 */
function refuseWrongPrecedence(operator: string, nodes: readonly Operand[]): void {
  const own = PRECEDENCE[operator] ?? Infinity;
  nodes.forEach((node, side) => {
    if (node.type !== "math" || node.operator === "parenthesis") return;
    const inner = PRECEDENCE[node.operator] ?? 0;
    if (inner < own || (inner === own && side > 0)) {
      throw new TemplateError(`${node.operator} beside ${operator}: put parentheses, velocityjs and Velocity differ`);
    }
  });
}
