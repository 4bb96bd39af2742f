import { z } from "zod";

/** The program sets these on every resource, and they win over a team's own tags (`tagsOf` in components/place.ts). */
export const OUR_TAGS: readonly string[] = ["service", "stage", "managed-by"];

/**
 * AWS takes 50 tags for each resource: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html
 */
export const MAX_TAGS = 50;

/**
 * IAM's own pattern, which is the strictest documented one:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html. Kinesis' reference does not list the colon, but
 * Kinesis takes it. API Gateway's reference does not list the space and `@`, but people use them there (not tried
 * here).
 */
const CHARACTERS = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const NAME = new RegExp(`^(?![aA][wW][sS]:)${CHARACTERS}{1,128}$`, "u");
const VALUE = new RegExp(`^(?![aA][wW][sS]:)${CHARACTERS}{0,256}$`, "u");
const WORDS = "letters, digits, spaces or _.:/=+-@ that do not begin with aws:";

/**
 * A team's own tags: only what all services that get them accept. Two names that differ only in capitals are refused,
 * because IAM takes them as the same (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html).
 */
export const tags = z
  .record(
    z.string().meta({ pattern: NAME.source, not: { enum: OUR_TAGS } }),
    z.custom<string>().meta({ type: "string", pattern: VALUE.source, description: `up to 256 ${WORDS}` }),
    { error: "a map of tag names and texts" },
  )
  .meta({ maxProperties: MAX_TAGS - OUR_TAGS.length })
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

/**
 * Checks the name of a team's own tag.
 * @param taken names that are used already
 * @returns what was expected; undefined for a good name
 */
function expectedOfName(name: string, taken: readonly string[]): string | undefined {
  if (OUR_TAGS.some((ours) => isSameToIam(ours, name))) {
    return `a tag name other than ${OUR_TAGS.join(", ")}, which this program sets`;
  }
  return expectedOfAnyName(name, taken);
}

/**
 * Checks a tag's name, which may also be one of {@link OUR_TAGS}.
 * @param name a tag's name
 * @param taken names that are used already
 * @returns what was expected; undefined for a good name
 */
export function expectedOfAnyName(name: string, taken: readonly string[]): string | undefined {
  if (!NAME.test(name)) return `a tag name of 1 to 128 ${WORDS}`;
  if (REWRITTEN_DATE.test(name)) return DATE_IN_QUOTES;
  const same = taken.find((other) => isSameToIam(other, name));
  return same === undefined
    ? undefined
    : `a tag name that is not ${same} in other capitals, which IAM takes for the same`;
}

/** How Pulumi gives a date without quotes: `2026-01-01` becomes `2026-01-01 00:00:00 +0000 UTC`. */
const REWRITTEN_DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} \S+$/;
const DATE_IN_QUOTES = "a date in quotes, because Pulumi rewrites one without";

/**
 * Checks a tag's value.
 * @param value of any type
 * @returns what was expected; undefined for a good value
 */
export function expectedOfValue(value: unknown): string | undefined {
  if (typeof value !== "string" || !VALUE.test(value)) return `up to 256 ${WORDS}`;
  return REWRITTEN_DATE.test(value) ? DATE_IN_QUOTES : undefined;
}

const isSameToIam = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
