import type { z } from "zod";

import type { settingsSchema } from "./schema";

type Parsed = z.output<typeof settingsSchema>;

/** The settings of a stage after their schema read them. */
export interface Reading {
  readonly stage: string;
  /** With their defaults. A setting that has an issue is as it was read, and can be of any type. */
  readonly settings: Parsed;
  /** `streams` as it was read, without defaults. */
  readonly rawStreams: unknown;
  /** What the schema found wrong. */
  readonly issues: readonly { readonly code: string; readonly path?: readonly PropertyKey[] | undefined }[];
}

/**
 * A setting with its default.
 * @param reading the settings, and what is wrong with them
 * @param section the setting's section
 * @param key its key there
 * @returns undefined if it is wrong by itself, or absent without a default
 */
export const valueOf = <Section extends keyof Parsed, Key extends keyof Parsed[Section] & string>(
  reading: Reading,
  section: Section,
  key: Key,
): Parsed[Section][Key] | undefined => (isRight(reading, section, key) ? reading.settings[section][key] : undefined);

/**
 * Whether a value is what the schema expects. A problem inside a list or a map is not a problem of the list or map
 * itself.
 * @param reading the settings, and what is wrong with them
 * @param path keys, and numbers in lists
 * @returns false also for a value inside a wrong one
 */
export const isRight = (reading: Reading, ...path: readonly PropertyKey[]): boolean =>
  !reading.issues.some(
    ({ code, path: wrong = [] }) =>
      !ABOUT_MEMBERS.includes(code) && wrong.length <= path.length && wrong.every((key, index) => key === path[index]),
  );

/**
 * Whether a value, and all that is in it, is what the schema expects.
 * @param reading the settings, and what is wrong with them
 * @param path keys, and numbers in lists
 * @returns false also for a value inside a wrong one
 */
export const isWholeRight = (reading: Reading, ...path: readonly PropertyKey[]): boolean =>
  isRight(reading, ...path) &&
  !reading.issues.some(({ path: wrong = [] }) => path.every((key, index) => wrong[index] === key));

/** Codes of issues about the members of a list or map. */
const ABOUT_MEMBERS = ["unrecognized_keys", "too_small"];
