import { combinations, distinct, onlyLiteral } from "./alternatives";
import { changeCollection, collectionMember } from "./collection";
import { contextMember, gatewayMember, type Side, utilResult } from "./gateway";
import type { State } from "./state";
import { callOnText, isStringMethod } from "./strings";
import { type Expression, type Reference, type Step, UnreadableTemplate } from "./syntax";
import { mixtureOf, NOTHING, piecesOf, SOME_NUMBER, SOMETIMES, sourceOf, text, type Value } from "./value";

/** Where and how an expression is evaluated. */
export interface Place {
  /** Changed where a method changes a variable. */
  readonly state: State;
  readonly side: Side;
  readonly line: number;
}

/**
 * What an expression may be worth.
 * @throws UnreadableTemplate for a method or member that this pack does not know
 */
export function evaluate(expression: Expression, place: Place): readonly Value[] {
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
export function printable(reference: Reference, place: Place): readonly Value[] {
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

function interpolate(parts: readonly (string | Reference)[], place: Place): readonly Value[] {
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
  { line }: Place,
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

function evaluateReference({ name, steps }: Reference, place: Place): readonly Value[] {
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

/** One step from one value. */
function stepFrom(
  value: Value,
  name: string,
  given: readonly (readonly Value[])[] | undefined,
  place: Place,
): readonly Value[] {
  const unknown = () => {
    throw new UnreadableTemplate(place.line, "it has a member or method that this pack does not know");
  };
  if (value.kind === "gateway") {
    if (value.what === "util") {
      const [first = [NOTHING]] = given ?? unknown();
      return first.map((one) => utilResult(name, one) ?? unknown());
    }
    return [gatewayMember(value, name, given, place.side) ?? unknown()];
  }
  if (value.kind === "collection") return collectionMember(value, name, given) ?? unknown();
  if (value.kind === "number" || value.kind === "boolean") return [value.kind === "number" ? SOME_NUMBER : SOMETIMES];
  if (given !== undefined && isStringMethod(name)) {
    return combinations(given, place.line).map((one) => callOnText(value, name, one));
  }
  // What a request or an answer holds may be a map or a list as well.
  const held = sourceOf(value);
  if (held === undefined && value.kind !== "nothing") unknown();
  if (value.kind === "nothing") return [NOTHING];
  if (given !== undefined && !/^(?:get|keySet|values|entrySet|iterator|getKey|getValue|getOrDefault)$/.test(name))
    unknown();
  return [
    text({ ...mixtureOf(piecesOf(value)), form: "raw", isNullable: true, path: memberPath(held?.path, name, given) }),
  ];
}

/** The JSONPath of a member of an answer's value. */
function memberPath(
  path: string | undefined,
  name: string,
  given: readonly (readonly Value[])[] | undefined,
): string | undefined {
  if (path === undefined) return undefined;
  const member = given === undefined ? name : onlyLiteral(given[0] ?? []);
  return member === undefined ? `${path}.*` : `${path}.${member}`;
}

/** Remembers what `put`, `add` and their like do to a variable. */
function changeVariable(
  name: string,
  step: Step,
  given: readonly (readonly Value[])[] | undefined,
  { state }: Place,
  depth: number,
): void {
  if (given === undefined || !/^(?:put|putAll|add|addAll|set|putIfAbsent|replace|merge|append|insert)$/.test(step.name))
    return;
  const before = state.variable(name);
  if (before === undefined || !before.some(({ kind }) => kind === "collection")) return;
  const [first, ...rest] = given;
  const isKeyed = depth === 1 && step.name === "put" && rest.length === 1;
  const key = isKeyed ? onlyLiteral(first ?? []) : undefined;
  const values = isKeyed ? (rest[0] ?? []) : given.flat();
  state.set(
    name,
    before.map((value) => (value.kind === "collection" ? changeCollection(value, key, values) : value)),
  );
}

/** Members by name: `responseOverride.header.Retry-After`. */
export function pathOf(steps: Reference["steps"], place: Place): string {
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
