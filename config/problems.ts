import { z } from "zod";

import { missingQuotes } from "./quotes";

/** What was wrong with the settings of a stage: every problem at once, one line each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(
    stage: string,
    readonly problems: readonly string[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`Pulumi.${stage}.yaml has ${count}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/** A setting that passes `test`; `expected` completes the sentence "expected ..., got ...". */
export const setting = <T>(expected: string, test: (value: unknown) => boolean) =>
  z.custom<T>((value) => test(value), { error: expected, abort: false });

/** A map with exactly these keys; any other key is a problem of its own. */
export const settings = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      `${code === "unrecognized_keys" ? "one of" : "a map with"} the keys ${Object.keys(shape).join(", ")}`,
  });

/**
 * Problems of what the schema refused as `key: expected ..., got ...`, in its order.
 * @param issues what it found in `raw`
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

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    raw,
  );

/** A value as a problem tells it. */
export const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
