import { z } from "zod";

// The words are those of config/problems.ts. Each room has its own few lines: a package imports nothing of the program's.

/** A map with exactly these keys; any other key is a problem of its own. */
export const mapOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      `${code === "unrecognized_keys" ? "one of" : "a map with"} the keys ${Object.keys(shape).join(", ")}`,
  });

/**
 * What is wrong with a value, as `key: expected ..., got ...`. The schemas' messages are what stands after "expected"; a
 * custom issue may say in `params.found` what was found, if that is not the value at its path.
 * @param raw the value as it was before the schema read it
 * @param isSecret whether the value at a path must not be shown; its type is told instead
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

/** A value as a problem tells it: short, and without what a list or map holds. */
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
