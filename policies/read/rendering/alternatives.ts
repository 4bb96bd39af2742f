import { UnreadableTemplate } from "./syntax";
import { literalOf, type Value } from "./value";

/** How many values one expression may have. An API with so many streams is another design. */
const MOST_ALTERNATIVES = 256;

/**
 * Each of these values once.
 * @param line of the template, for the error
 * @throws UnreadableTemplate if they are too many to follow
 */
export function distinct(values: readonly Value[], line: number): readonly Value[] {
  if (values.length < 2) return values;
  const byKey = new Map(values.map((value) => [keyOf(value), value]));
  if (byKey.size > MOST_ALTERNATIVES) {
    throw new UnreadableTemplate(line, `a value has more than ${MOST_ALTERNATIVES} possibilities`);
  }
  return byKey.size === values.length ? values : [...byKey.values()];
}

/** Whether two lists hold the same values, in any order. */
export function isSame(left: readonly Value[], right: readonly Value[]): boolean {
  if (left === right) return true;
  const keys = new Set(left.map(keyOf));
  return left.length === right.length && right.every((value) => keys.has(keyOf(value)));
}

/** Every way to put together one of each list. */
export function combinations(lists: readonly (readonly Value[])[], line: number): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>(
    (all, values) => {
      if (all.length * values.length > MOST_ALTERNATIVES) {
        throw new UnreadableTemplate(line, `a value has more than ${MOST_ALTERNATIVES} possibilities`);
      }
      return all.flatMap((one) => values.map((value) => [...one, value]));
    },
    [[]],
  );
}

function keyOf(value: Value): string {
  if (value.kind !== "collection") return JSON.stringify(value);
  const entries = [...value.entries].map(([key, values]) => [key, values.map(keyOf)]);
  return JSON.stringify(["collection", entries, value.others.map(keyOf)]);
}

/** What a value says, if it can be one thing only. */
export function onlyLiteral(values: readonly Value[]): string | undefined {
  const [only] = values;
  return only !== undefined && values.length === 1 ? literalOf(only) : undefined;
}
