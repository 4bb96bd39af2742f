import { combinations, onlyLiteral } from "./alternatives";
import { changeCollection, collectionMember } from "./collection";
import { gatewayMember, type Side, utilResult } from "./gateway";
import type { State } from "./state";
import { callOnText, isStringMethod } from "./strings";
import { type Step, UnreadableTemplate } from "./syntax";
import { mixtureOf, NOTHING, piecesOf, SOME_NUMBER, SOMETIMES, sourceOf, text, type Value } from "./value";

/** Where and how an expression is evaluated. */
export interface EvaluationContext {
  /** Changed where a method changes a variable. */
  readonly state: State;
  readonly side: Side;
  readonly line: number;
}

/** One step from one value. */
export function stepFrom(
  value: Value,
  name: string,
  given: readonly (readonly Value[])[] | undefined,
  place: EvaluationContext,
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
  if (given !== undefined && !/^(?:get|keySet|values|entrySet|iterator|getKey|getValue|getOrDefault)$/.test(name)) {
    unknown();
  }
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
export function changeVariable(
  name: string,
  step: Step,
  given: readonly (readonly Value[])[] | undefined,
  { state }: EvaluationContext,
  depth: number,
): void {
  if (
    given === undefined ||
    !/^(?:put|putAll|add|addAll|set|putIfAbsent|replace|merge|append|insert)$/.test(step.name)
  ) {
    return;
  }
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
