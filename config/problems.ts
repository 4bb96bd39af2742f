import { z } from "zod";

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

/** What editors are told of a value: keywords of JSON schema, such as `{ type: "integer", minimum: 1 }`. */
export type JsonForm = Readonly<Record<string, unknown>>;

/**
 * A schema for a setting that must pass a test.
 * @param expected completes the sentence "expected ..., got ..."
 * @param test whether a value is right; it gets a value of any type
 * @param form the same for editors (config/stage-file-schema.ts)
 * @returns a schema with one message
 */
export const setting = <T>(expected: string, test: (value: unknown) => boolean, form: JsonForm) =>
  z.custom<T>((value) => test(value), { error: expected, abort: false }).meta({ ...form, description: expected });

/**
 * A schema for a text of one form.
 * @param expected completes the sentence "expected ..., got ..."
 * @param pattern what the text must match; without flags, since editors read only its source
 * @returns the schema
 */
export const text = (expected: string, pattern: RegExp) =>
  setting<string>(expected, (value) => typeof value === "string" && pattern.test(value), {
    type: "string",
    pattern: pattern.source,
  });

/**
 * A schema for a whole number.
 * @param minimum the smallest that is allowed
 * @param maximum the largest
 * @returns the schema
 */
export const wholeNumber = (minimum: number, maximum: number) =>
  setting<number>(
    `a whole number from ${minimum} to ${maximum}`,
    (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
    { type: "integer", minimum, maximum },
  );

/** A setting that is on or off. */
export const flag = setting<boolean>("true or false", (value) => typeof value === "boolean", { type: "boolean" });

/**
 * A schema for a map with exactly these keys. Any other key is a problem of its own.
 * @param shape the schema of each key's value
 * @returns a strict object schema whose messages name all keys
 */
export const settings = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      `${code === "unrecognized_keys" ? "one of" : "a map with"} the keys ${Object.keys(shape).join(", ")}`,
  });

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
