/**
 * Reads one value as Pulumi gives it: objects, lists, numbers and booleans as JSON, and text unchanged. A key without a
 * value comes as an empty text.
 * @param value the text
 * @returns the value; undefined for a key without a value, which then has its default
 */
export function decodeValue(value: string): unknown {
  if (value === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * Reads the values of a namespace.
 * @param values by key, as Pulumi gives them
 * @returns what {@link decodeValue} makes of each
 */
export const decodeAll = (values: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, decodeValue(value)]));

/**
 * Whether a value is a map.
 * @param value of any type
 * @returns false for a list
 */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  hasMembers(value) && !Array.isArray(value);

/**
 * Whether a value is a map or a list.
 * @param value of any type
 * @returns true also for an empty one
 */
export const hasMembers = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === "object" && value !== null;

/**
 * The value at a place inside another one.
 * @param value of any type
 * @param path keys, and numbers in lists
 * @returns undefined if nothing is there
 */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((node, step) => (hasMembers(node) ? node[step] : undefined), value);
