import { concatenate, either, GIVEN, isKeyHeader, memberOf, onlyOf, type Origin, OWN } from "./origin";
import type { Expression, Operation, Reference } from "./syntax";

/** What a template sets in `$context`: the answer's status, a header of the request. */
export interface Override extends Origin {
  /** `responseOverride.status`; `responseOverride` alone where it cannot be told what of it. */
  readonly path: string;
}

/** What is known at one point of a template. */
export interface Scope {
  readonly variables: Map<string, Origin>;
  /** The loop variables that, on this branch, do not name the header of the API key. */
  readonly otherHeaders: ReadonlySet<string>;
  readonly overrides: Override[];
}

const TEST = /^(==|!=|<=|>=|<|>|&&|\|\||!|eq|ne|lt|gt|le|ge|and|or)$/;

/** Methods that leave what they are called on as it is; any other may put its arguments there. */
const PURE =
  /^(charAt|concat|contains|ends|equals|get|index|join|lastIndex|matches|remove|replace|split|starts|substring)/;

/** Where the value of an expression comes from; what its methods change is changed in the scope. */
export function originOf(expression: Expression, scope: Scope): Origin {
  switch (expression.kind) {
    case "literal":
      return { ...OWN, literals: [expression.text] };
    case "reference":
      return withoutKeyIfOther(referenceOrigin(expression, scope), scope);
    case "operation": {
      const parts = expression.parts.map((part) => originOf(part, scope));
      return expression.operators.some((operator) => TEST.test(operator)) ? OWN : concatenate(parts);
    }
  }
}

/** Remembers what a `#set` sets. */
export function assign({ name, steps }: Reference, value: Origin, scope: Scope, isBranch: boolean): void {
  const before = scope.variables.get(name);
  if (name === "context") {
    scope.overrides.push({ ...value, path: pathOf(steps, scope) });
  } else if (steps.length > 0) {
    scope.variables.set(name, concatenate([before ?? OWN, value]));
  } else {
    // Inside a branch the old value may stand as well.
    scope.variables.set(name, isBranch && before ? either([before, value]) : value);
  }
}

/** The loop variables that a condition takes for another header than the API key's, where it holds. */
export function otherHeadersIf(condition: Expression, scope: Scope): readonly string[] {
  if (condition.kind === "literal") return [];
  if (condition.kind === "reference") return otherHeadersByMethod(condition, "==", scope);
  const { operators, parts } = condition;
  const [only] = parts;
  if (operators[0] === "!") return only?.kind === "reference" ? otherHeadersByMethod(only, "!=", scope) : [];
  if (operators.some((operator) => /^(\|\||or)$/.test(operator))) return [];
  return [...parts.flatMap((part) => otherHeadersIf(part, scope)), ...otherHeadersByOperator(condition, scope)];
}

/** As `$name.equalsIgnoreCase("x-api-key")` does. */
function otherHeadersByMethod({ name, steps, ...rest }: Reference, operator: string, scope: Scope): readonly string[] {
  const last = steps.at(-1);
  const [other] = last?.arguments ?? [];
  if (!last?.name.startsWith("equals") || other === undefined) return [];
  const parts = [{ ...rest, name, steps: steps.slice(0, -1) }, other];
  return otherHeadersByOperator({ kind: "operation", operators: [operator], parts }, scope);
}

function otherHeadersByOperator({ operators, parts }: Operation, scope: Scope): readonly string[] {
  const origins = parts.map((part) => originOf(part, scope));
  return operators.flatMap((operator, index) => {
    const sides = [origins[index] ?? OWN, origins[index + 1] ?? OWN];
    const literal = sides.map(onlyOf).find((text) => text !== undefined);
    const variable = sides.find((side) => side.nameIn !== undefined)?.nameIn;
    if (literal === undefined || variable === undefined) return [];
    const isOther = isKeyHeader(literal) ? /^(!=|ne)$/.test(operator) : /^(==|eq)$/.test(operator);
    return isOther ? [variable] : [];
  });
}

function referenceOrigin(reference: Reference, scope: Scope): Origin {
  const { name, steps } = reference;
  const known = scope.variables.get(name) ?? GIVEN[name] ?? OWN;
  const put: Origin[] = [];
  const origin = steps.reduce((value, step) => {
    const given = step.arguments?.map((argument) => originOf(argument, scope));
    if (given && !PURE.test(step.name)) put.push(...given);
    return memberOf(value, step.name, given);
  }, known);
  if (name === "context") {
    noteOverride(reference, put, scope);
  } else if (!(name in GIVEN) && put.some(({ apiKey }) => apiKey)) {
    scope.variables.set(name, concatenate([known, ...put]));
  }
  return origin;
}

/** An override that is no `#set` of a member: by `put`, or through another name for the whole of it. */
function noteOverride({ steps }: Reference, put: readonly Origin[], scope: Scope): void {
  const isWhole = steps.length === 1 && (steps[0]?.name.endsWith("Override") ?? false);
  if (put.length > 0 || isWhole) {
    scope.overrides.push({ ...concatenate(put), path: pathOf(isWhole ? steps : steps.slice(0, -1), scope) });
  }
}

function withoutKeyIfOther(origin: Origin, { otherHeaders }: Scope): Origin {
  return origin.headerIn !== undefined && otherHeaders.has(origin.headerIn) ? { ...origin, apiKey: false } : origin;
}

/** Members by name: `responseOverride.header.Retry-After`. */
function pathOf(steps: Reference["steps"], scope: Scope): string {
  const names = steps.map(({ name, arguments: given }) => {
    const [key] = given ?? [];
    return key ? (onlyOf(originOf(key, scope)) ?? "") : name;
  });
  return names.join(".");
}
