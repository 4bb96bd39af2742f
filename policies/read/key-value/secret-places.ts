import type { FoundSecret, SecretFinder } from "./secret-finder";

/** Where a secret stands, and whose it is. */
export interface SecretPlace<Owner> extends FoundSecret<Owner> {
  /** A path, such as `tags.owner`. It never holds the secret itself. */
  readonly place: string;
}

/**
 * Where a value holds a secret: in a text, in the name of a property, or in the parts of a list or map together.
 * @param value Any plain value.
 * @param path Its own path.
 * @param finder Knows the secrets.
 * @param isKept Whether what stands at a path may hold a secret.
 * @returns The places, deepest first; the whole only if no part holds a secret by itself.
 */
export function placesOfSecrets<Owner>(
  value: unknown,
  path: string,
  finder: SecretFinder<Owner>,
  isKept: (path: string) => boolean,
): readonly SecretPlace<Owner>[] {
  const places: SecretPlace<Owner>[] = [];
  /** Searches a value, and tells the texts that are written in it without its names. */
  const search = (held: unknown, at: string): readonly string[] => {
    if (isKept(at)) return [];
    if (typeof held !== "object" || held === null) {
      const text = typeof held === "string" || typeof held === "number" ? String(held) : "";
      const found = finder.findIn(text);
      if (found) places.push({ place: at, ...found });
      return [text];
    }
    return Object.entries(held).flatMap(([name, inner]) => {
      const found = finder.findIn(name);
      if (!found) return search(inner, `${at}.${name}`);
      places.push({ place: `a name in ${at}`, ...found });
      return [];
    });
  };
  const named = finder.findIn(path);
  if (named) return [{ place: "a name", ...named }];
  const whole = search(value, path);
  if (typeof value !== "object" || places.some(({ isPart }) => !isPart)) return places;
  // Codes of letters need something between them.
  const together = finder.findIn(whole.join("")) ?? finder.findIn(whole.join(" "));
  if (!together || (together.isPart && places.length > 0)) return places;
  return [{ place: `${path}, its parts together,`, ...together }];
}
