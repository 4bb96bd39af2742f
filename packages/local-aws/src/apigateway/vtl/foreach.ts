import { TemplateError } from "./errors";
import type { Expression } from "./expressions";
import type { TemplateStatement } from "./statement";
import { JavaList, type Value } from "./values";

const LOOP = "foreach";
const COUNT = "velocityCount";

/**
 * `#foreach` over a list or a map's values. `$foreach`, `$velocityCount` and the item are the loop's own.
 * @param name of the item's variable, without `$`
 * @param from what is gone over
 * @param body what is rendered for each item
 * @returns the statement
 */
export function compileForEach(name: string, from: Expression, body: TemplateStatement): TemplateStatement {
  return (scope) => {
    const source = from(scope);
    const items = itemsOf(source);
    const size = sizeOf(source);
    const { variables } = scope;
    const outer = [name, LOOP, COUNT].map((key) => [key, variables.get(key) ?? null] as const);
    items.some((item, index) => {
      variables.set(name, item);
      variables.set(LOOP, loopVariable(index, items.length));
      variables.set(COUNT, index + 1);
      const isBroken = body(scope);
      if (sizeOf(source) !== size) throw new TemplateError("#foreach over what its body changes: Java throws");
      return isBroken;
    });
    for (const [key, value] of outer) variables.set(key, value);
    return false;
  };
}

const loopVariable = (index: number, length: number): Value =>
  new Map<string, Value>([
    ["count", index + 1],
    ["index", index],
    ["hasNext", index + 1 < length],
    ["first", index === 0],
    ["last", index + 1 === length],
  ]);

function sizeOf(value: Value): number {
  if (value instanceof JavaList) return value.view?.size ?? value.items.length;
  return value instanceof Map ? value.size : 0;
}

function itemsOf(value: Value): readonly Value[] {
  if (value === null) return [];
  if (value instanceof JavaList) return [...value.items];
  if (value instanceof Map) return [...value.values()];
  throw new TemplateError("#foreach needs a list or a map: Velocity would go over nothing");
}
