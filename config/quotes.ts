import type { z } from "zod";

import { hasMembers, valueAt } from "./value";

type Issue = z.core.$ZodIssue;

/**
 * Finds text inside a list or a map that has no quotes, so that Pulumi reads a number or a boolean. It is refused and
 * not taken as text, because digits may be lost: Pulumi reads 0123 as 83, 012345678901 as 12345678901 and 1e3 as 1000,
 * and JavaScript rounds beyond 2^53. Nobody would see that in a tag.
 * @param schema what the settings must be
 * @param raw the settings in which the issue was found
 * @param issue what the schema found wrong
 * @param key the path of the value, as people write it
 * @returns the problem, as `key: expected ..., got ...`; undefined for an issue that quotes do not mend
 */
export function missingQuotes(schema: z.ZodType, raw: unknown, { path }: Issue, key: string): string | undefined {
  const found = valueAt(raw, path);
  if ((typeof found !== "number" && typeof found !== "boolean") || path.length < 2) return undefined;
  const { error } = schema.safeParse(replaceAt(raw, path, String(found)));
  if (error?.issues.some((other) => other.path.join() === path.join())) return undefined;
  return (
    `${key}: expected a text in quotes, got the ${typeof found} ${String(found)}; put quotes around what the file says, ` +
    "or set it with pulumi config set --path --type string: without them Pulumi may change it (0123 becomes 83)"
  );
}

function replaceAt(node: unknown, [step, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  if (step === undefined || !hasMembers(node)) return value;
  if (Array.isArray(node)) {
    return node.map((item: unknown, index) => (index === step ? replaceAt(item, rest, value) : item));
  }
  return { ...node, [step]: replaceAt(node[step], rest, value) };
}
