import { pathOf } from "./problems";
import { decodeValue, isMap } from "./value";

type Values = Readonly<Record<string, unknown>>;

/** What Pulumi reads as a number, a date, a boolean or nothing if it has no quotes. */
const MAYBE_NO_TEXT =
  /^(?:[-+]?(?:\.?\d[\d_.]*(?:e[-+]?\d+)?|0x[\da-f_]+|0o[0-7_]+|0b[01_]+|\.inf)|\.nan|\d{4}-\d\d?-\d\d?.*|true|false|null|~|)$/i;

/** What Pulumi makes of numbers and booleans. */
const MADE_OF_NO_TEXT = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]\d+)?|true|false|NaN|[-+]Inf)$/;

/**
 * Finds keys inside maps that Pulumi changed, because they have no quotes: it hands over 0123 as 83, and 1e3 as 1000. Then
 * a namespace or a tag has another name, and nothing says so.
 * @param project the project's name, the namespace of its settings
 * @param written the settings as the files have them (config/settings-files.ts), by key with or without its namespace
 * @param given what Pulumi made of them, by full key
 * @returns one line each, as `key: expected ..., got ...`
 */
export function changedKeyProblems(
  project: string,
  written: Values,
  given: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(written).flatMap(([key, value]) => {
    const fullKey = key.includes(":") ? key : `${project}:${key}`;
    const [namespace = ""] = fullKey.split(":");
    const found = given[fullKey];
    if (found === undefined || ![project, "aws"].includes(namespace)) return [];
    const name = namespace === project ? fullKey.slice(project.length + 1) : fullKey;
    return changedIn(value, decodeValue(found)).map(
      (path) =>
        `${pathOf([name, ...path])}: expected a key in quotes, because Pulumi changes one without (0123 becomes 83), ` +
        `got ${String(path.at(-1))} without quotes`,
    );
  });
}

/** Where keys stand that `given` does not have. */
function changedIn(written: unknown, given: unknown): readonly (readonly PropertyKey[])[] {
  if (Array.isArray(written) && Array.isArray(given)) {
    return written.flatMap((item, index) => changedIn(item, given[index]).map((path) => [index, ...path]));
  }
  if (!isMap(written) || !isMap(given)) return [];
  return Object.entries(written).flatMap(([key, value]) => {
    if (Object.hasOwn(given, key)) return changedIn(value, given[key]).map((path) => [key, ...path]);
    // Not seen: keys of merged maps (<<), which Pulumi takes as they are written.
    return MAYBE_NO_TEXT.test(key) ? [[key]] : [];
  });
}

/**
 * Warns of keys that Pulumi may have changed where nobody sees it: in a file that the program does not read, or when
 * `pulumi config set` wrote the file again. In quotes, such a key is right.
 * @param setting the setting that has the map
 * @param map what people choose the keys of
 * @returns one sentence each, for people
 */
export const changedKeyWarnings = (setting: string, map: unknown): string[] =>
  Object.keys(isMap(map) ? map : {})
    .filter((key) => MADE_OF_NO_TEXT.test(key))
    .map(
      (key) =>
        `${setting}.${key}: check that ${key} is meant. Pulumi makes it of other keys that have no quotes (0123 becomes 83, ` +
        "1e3 becomes 1000), and pulumi config set and pulumi stack init write it into the stage's file. Write such keys in quotes.",
    );
