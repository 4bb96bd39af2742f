import { z } from "zod";

// config/problems.ts of the program uses the same words. A package imports nothing of the program, so each has its own
// few lines.

/**
 * A schema for a map with exactly these keys. Any other key is a problem of its own.
 * @param shape the schema of each key's value
 * @returns a strict object schema whose messages name all keys
 */
export const mapOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      `${code === "unrecognized_keys" ? "one of" : "a map with"} the keys ${Object.keys(shape).join(", ")}`,
  });

/**
 * Says what is wrong with a value, as `key: expected ..., got ...`. The schemas' messages are what follows "expected".
 * A custom issue can give `params.found`, where what was found is not the value at the issue's path.
 * @param issues what the schema found wrong
 * @param raw the value before the schema read it
 * @param isSecret whether the value at a path must not be shown; its type is shown instead
 * @returns one line for each problem
 */
export function describe(
  issues: readonly z.core.$ZodIssue[],
  raw: unknown,
  isSecret: (path: readonly PropertyKey[]) => boolean = () => false,
): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map(
        (name) => `${pathOf([...issue.path, name])}: expected ${issue.message}, got an unknown key`,
      );
    }
    const key = pathOf(issue.path);
    const params: unknown = issue.code === "custom" ? issue.params : undefined;
    const found = hasFound(params) ? params.found : valueAt(raw, issue.path);
    return [`${key === "" ? "" : `${key}: `}expected ${issue.message}, got ${show(found, isSecret(issue.path))}`];
  });
}

/**
 * Writes a value for a problem: short, and without the contents of a list or map.
 * @param value any value
 * @param isSecret whether only its type may be shown
 * @returns such as `"json"`, `3`, `a list` or `nothing`
 */
export function show(value: unknown, isSecret = false): string {
  if (value === undefined) return "nothing";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "a map";
  return isSecret && value !== null ? `a ${typeof value}` : JSON.stringify(value);
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], raw);
}

function hasFound(params: unknown): params is { readonly found: unknown } {
  return typeof params === "object" && params !== null && "found" in params;
}
