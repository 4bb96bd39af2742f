import { isDeepStrictEqual } from "node:util";

import type { Setting } from "./pack";

/**
 * Whether a setting is less strict than before.
 * @param setting as the pack describes it
 * @param before another value
 * @param after the value
 * @returns undefined if the pack does not say which values are less strict
 */
export function isLaxer(setting: Setting | undefined, before: unknown, after: unknown): boolean | undefined {
  const { laxer, enum: order } = setting ?? {};
  switch (laxer) {
    case "lower":
      return rank(after, order) < rank(before, order);
    case "higher":
      return rank(after, order) > rank(before, order);
    case "more":
      return lacks(before, after);
    case "fewer":
      return lacks(after, before);
    default:
      return undefined;
  }
}

const rank = (value: unknown, order: readonly unknown[] | undefined): number =>
  order === undefined ? Number(value) : order.indexOf(value);

/** Whether the first list or map lacks anything that the second has. */
function lacks(first: unknown, second: unknown): boolean {
  const [has, wanted] = [entriesOf(first), entriesOf(second)];
  return wanted.some((entry) => !has.some((other) => isDeepStrictEqual(other, entry)));
}

/** The entries of a list. For a map: each entry of each list in it, with the key. */
function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    (Array.isArray(item) ? item : [item]).map((each: unknown) => [key, each]),
  );
}
