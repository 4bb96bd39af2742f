import type { z } from "zod";

import { missingQuotes } from "./quotes";
import { valueAt } from "./value";

/** What is wrong with settings, and where they are: every problem at once, one line each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(
    where: string,
    readonly problems: readonly string[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${where} has ${count}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Says what the schema refused, in its order.
 * @param schema what the value must be
 * @param issues what the schema found wrong in `raw`
 * @param raw the value as it was read
 * @returns one line each, as `key: expected ..., got ...`
 */
export const describeProblems = (schema: z.ZodType, issues: readonly z.core.$ZodIssue[], raw: unknown): string[] =>
  issues.flatMap((issue) => {
    const unquoted = missingQuotes(schema, raw, issue, pathOf(issue.path));
    if (unquoted !== undefined) return [unquoted];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: expected ${issue.message}, got an unknown key`);
    }
    const params: Readonly<Record<string, unknown>> = issue.code === "custom" ? (issue.params ?? {}) : {};
    const found = "found" in params ? params.found : valueAt(raw, issue.path);
    return [`${pathOf(issue.path)}: expected ${issue.message}, got ${show(found)}`];
  });

/**
 * Writes the path of a setting as people do.
 * @param path keys, and numbers in lists
 * @returns such as `streams[0].name`
 */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");

/**
 * Writes a value for a problem.
 * @param value any value
 * @returns JSON, or `nothing`
 */
export const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
