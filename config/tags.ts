import { z } from "zod";

/** Set on every resource, whatever a team's own tags say (`tagsOf` in components/place.ts). */
export const OUR_TAGS: readonly string[] = ["service", "stage", "managed-by"];

/** AWS takes 50 for each resource: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export const MAX_TAGS = 50;

/**
 * IAM's own pattern, the strictest that is documented as one: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html.
 * Kinesis' reference names no colon, which it takes; API Gateway's no space and no `@`, which are in use there (not tried here).
 */
const CHARACTERS = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const NAME = new RegExp(`^(?!aws:)${CHARACTERS}{1,128}$`, "iu");
const VALUE = new RegExp(`^(?!aws:)${CHARACTERS}{0,256}$`, "iu");
const WORDS = "letters, digits, spaces or _.:/=+-@ that do not begin with aws:";

/**
 * A team's own tags: what all services that get them take. A name that differs from another only in capitals is one too many,
 * for IAM takes the two for the same (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html).
 */
export const tags = z
  .record(z.string(), z.custom<string>(), { error: "a map of tag names and texts" })
  .check(({ value: given, issues }) => {
    const names = Object.keys(given);
    const report = (expected: string, path: string[], found: unknown) => {
      issues.push({ code: "custom", message: expected, path, input: given, params: { found } });
    };
    const room = MAX_TAGS - OUR_TAGS.length;
    if (names.length > room) {
      report(`at most ${room} tags (AWS takes ${MAX_TAGS}, and ${OUR_TAGS.length} are ours)`, [], names.length);
    }
    for (const [index, name] of names.entries()) {
      const expected = expectedOfName(name, names.slice(0, index));
      if (expected !== undefined) report(expected, [name], name);
      const value: unknown = given[name];
      const expectedValue = expectedOfValue(value);
      if (expectedValue !== undefined) report(expectedValue, [name], value);
    }
  });

/** What was expected of a tag's name. @param taken names that are used already @returns undefined for a good one */
function expectedOfName(name: string, taken: readonly string[]): string | undefined {
  if (OUR_TAGS.some((ours) => isSameToIam(ours, name))) {
    return `a tag name other than ${OUR_TAGS.join(", ")}, which this program sets`;
  }
  return expectedOfAnyName(name, taken);
}

/** As {@link expectedOfName}, of tags that may have the name of one of ours. */
export function expectedOfAnyName(name: string, taken: readonly string[]): string | undefined {
  if (!NAME.test(name)) return `a tag name of 1 to 128 ${WORDS}`;
  const same = taken.find((other) => isSameToIam(other, name));
  return same === undefined
    ? undefined
    : `a tag name that is not ${same} in other capitals, which IAM takes for the same`;
}

/** How Pulumi hands over a date that stands without quotes: `2026-01-01` becomes `2026-01-01 00:00:00 +0000 UTC`. */
const REWRITTEN_DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} \S+$/;

/** What was expected of a tag's value. @returns undefined for a good one */
export function expectedOfValue(value: unknown): string | undefined {
  if (typeof value !== "string" || !VALUE.test(value)) return `up to 256 ${WORDS}`;
  return REWRITTEN_DATE.test(value) ? "a date in quotes, because Pulumi rewrites one without" : undefined;
}

const isSameToIam = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
