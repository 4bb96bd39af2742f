import { combinations, distinct, onlyLiteral } from "./alternatives";
import { changeCollection } from "./collection";
import { contextMember } from "./gateway";
import { changeVariable, type EvaluationContext, stepFrom } from "./steps";
import { type Expression, type Reference, UnreadableTemplate } from "./syntax";
import { NOTHING, piecesOf, SOME_NUMBER, SOMETIMES, sourceOf, text, type Value } from "./value";

/**
 * What an expression may be worth.
 * @throws UnreadableTemplate for a method or member that this pack does not know
 */
export function evaluate(expression: Expression, place: EvaluationContext): readonly Value[] {
  switch (expression.kind) {
    case "literal":
      return [literalValue(expression.value)];
    case "reference":
      return evaluateReference(expression, place);
    case "string":
      return interpolate(expression.parts, place);
    case "list":
      return [collectionOf(expression.items.map((item) => evaluate(item, place)))];
    case "map":
      return [
        expression.entries.reduce(
          (map, [key, value]) => changeCollection(map, onlyLiteral(evaluate(key, place)), evaluate(value, place)),
          collectionOf([]),
        ),
      ];
    case "not":
      evaluate(expression.operand, place);
      return [SOMETIMES];
    case "binary":
      return evaluateBinary(
        expression.operator,
        evaluate(expression.left, place),
        evaluate(expression.right, place),
        place,
      );
  }
}

/** What is printed of a reference. Where there is no value, Velocity prints the reference itself, or nothing of a quiet one. */
export function printable(reference: Reference, place: EvaluationContext): readonly Value[] {
  const values = evaluateReference(reference, place).flatMap((value) => withoutNull(value, reference));
  return distinct(values, place.line);
}

function withoutNull(value: Value, { name, isQuiet }: Reference): readonly Value[] {
  const only = sourceOf(value);
  if (value.kind === "nothing") return [text(isQuiet ? "" : `$${name}`)];
  if (only?.isNullable !== true) return [value];
  const present = text({ ...only, isNullable: false });
  return isQuiet ? [text(""), present] : [present];
}

function literalValue(value: string | number | boolean): Value {
  if (typeof value === "string") return text(value);
  return typeof value === "number" ? { kind: "number", value } : { kind: "boolean", value };
}

function interpolate(parts: readonly (string | Reference)[], place: EvaluationContext): readonly Value[] {
  const values = parts.map((part) => {
    if (typeof part === "string") return [text(part)];
    const found = printable(part, place);
    const isNullable = !part.isQuiet && evaluateReference(part, place).some((value) => sourceOf(value)?.isNullable);
    return isNullable ? [text(`$${part.name}`), ...found] : found;
  });
  const texts = combinations(values, place.line).map((one) => text(...one.flatMap(piecesOf)));
  return distinct(texts, place.line);
}

const collectionOf = (items: readonly (readonly Value[])[]): Value =>
  changeCollection(undefined, undefined, items.flat());

function evaluateBinary(
  operator: string,
  left: readonly Value[],
  right: readonly Value[],
  { line }: EvaluationContext,
): readonly Value[] {
  if (operator === "..") return [changeCollection(undefined, undefined, [SOME_NUMBER])];
  if (!/^[-+*/%]$/.test(operator)) return [SOMETIMES];
  const both = [...left, ...right];
  if (operator !== "+" || both.every(({ kind }) => kind === "number")) return [SOME_NUMBER];
  return distinct(
    combinations([left, right], line).map((pair) => text(...pair.flatMap(piecesOf))),
    line,
  );
}

function evaluateReference({ name, steps }: Reference, place: EvaluationContext): readonly Value[] {
  const { state, line } = place;
  if (name === "context" || name === "stageVariables") {
    const path = pathOf(steps, place);
    // What has another name could be set by it.
    if (/^(?:request|response)Override/.test(path) || path === "") {
      throw new UnreadableTemplate(line, "it reads what it may override, instead of setting it");
    }
    return [contextMember(name, path)];
  }
  let values = name === "foreach" || name === "velocityCount" ? [SOME_NUMBER] : (state.variable(name) ?? [NOTHING]);
  for (const [index, step] of steps.entries()) {
    const given = step.arguments?.map((argument) => evaluate(argument, place));
    if (index === steps.length - 1) changeVariable(name, step, given, place, steps.length);
    values = distinct(
      values.flatMap((value) => stepFrom(value, step.name, given, place)),
      line,
    );
  }
  return values;
}

/** Members by name: `responseOverride.header.Retry-After`. */
export function pathOf(steps: Reference["steps"], place: EvaluationContext): string {
  return steps
    .map((step) => {
      if (step.arguments === undefined) return step.name;
      const [key] = step.arguments;
      const name = step.name === "get" && key !== undefined ? onlyLiteral(evaluate(key, place)) : undefined;
      if (name === undefined) throw new UnreadableTemplate(place.line, "it calls a method of $context");
      return name;
    })
    .join(".");
}
