/**
 * A value that may be one or several.
 * @param value Any value.
 * @returns The members of a list; a single value as a list of one, and nothing as an empty one.
 */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? [...(value as readonly unknown[])] : [value];
}

/**
 * The members of a value that is a list.
 * @param value Any value.
 * @returns None of what is no list.
 */
export const membersOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];
