import { z } from "zod";

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
 * A schema for any text but the empty one.
 * @param expected completes the sentence "expected ..., got ..."
 * @returns the schema
 */
export const nonEmpty = (expected: string) =>
  setting<string>(expected, (value) => typeof value === "string" && value !== "", { type: "string", minLength: 1 });

/**
 * A schema for one of several values.
 * @param values those that are allowed
 * @returns the schema
 */
export const oneOf = <const Values extends readonly (string | number)[]>(...values: Values) =>
  setting<Values[number]>(`one of ${values.join(", ")}`, (value) => (values as readonly unknown[]).includes(value), {
    enum: values,
  });

/** Whole numbers from `minimum` to `maximum`, without which there is no largest. */
export interface Range {
  readonly minimum: number;
  readonly maximum?: number;
}

const isIn = (value: unknown, { minimum, maximum = Infinity }: Range): boolean =>
  Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum;

const formOf = (range: Range): JsonForm => ({ type: "integer", ...range });

/**
 * A schema for a whole number that has a meaning of its own, such as a port.
 * @param expected completes the sentence "expected ..., got ..."
 * @param range of the number
 * @returns the schema
 */
export const integer = (expected: string, range: Range) =>
  setting<number>(expected, (value) => isIn(value, range), formOf(range));

/**
 * A schema for a whole number, or for one number outside of its range.
 * @param expected completes the sentence "expected ..., got ..."
 * @param other the number outside, such as -1 for "never"
 * @param range of the others
 * @returns the schema
 */
export const integerOr = (expected: string, other: number, range: Range) =>
  setting<number>(expected, (value) => value === other || isIn(value, range), {
    anyOf: [{ const: other }, formOf(range)],
  });

/**
 * A schema for a whole number.
 * @param minimum the smallest that is allowed
 * @param maximum the largest
 * @returns the schema
 */
export const wholeNumber = (minimum: number, maximum: number) =>
  integer(`a whole number from ${minimum} to ${maximum}`, { minimum, maximum });

/** A setting that is on or off. */
export const flag = setting<boolean>("true or false", (value) => typeof value === "boolean", { type: "boolean" });

/** What a list is called in its problems: each completes the sentence "expected ..., got ...". */
export interface ListWords {
  readonly list: string;
  readonly nonEmpty: string;
  readonly different: string;
}

/**
 * A schema for a list of one value at least, all different.
 * @param member the schema of a value
 * @param words what is expected
 * @param keyOf in what values must differ. @defaultValue the value itself
 * @returns the schema
 */
export const listOf = <Member extends z.ZodType>(
  member: Member,
  words: ListWords,
  keyOf: (value: unknown) => unknown = (value) => value,
) =>
  z
    .array(member, { error: words.list })
    .min(1, { error: words.nonEmpty })
    .refine((given) => new Set(given.map(keyOf)).size === given.length, {
      error: words.different,
      // Even if one of them is wrong by itself, so that one run shows every problem.
      when: ({ value }) => Array.isArray(value),
    })
    .meta({ uniqueItems: true });

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
