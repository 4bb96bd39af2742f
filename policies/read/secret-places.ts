import type { SecretFinder } from "./secret-finder";

/** Where a secret stands, and whose it is. */
export interface SecretPlace<Owner> {
  /** A path, such as `tags.owner`. It never holds the secret itself. */
  readonly place: string;
  readonly owner: Owner;
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
  /** Searches a value, and tells what is written in it without its names. */
  const search = (held: unknown, at: string): string => {
    if (isKept(at)) return "";
    if (typeof held !== "object" || held === null) {
      const text = typeof held === "string" || typeof held === "number" ? String(held) : "";
      const owner = finder.ownerOfSecretIn(text);
      if (owner !== undefined) places.push({ place: at, owner });
      return text;
    }
    return Object.entries(held)
      .map(([name, inner]) => {
        const owner = finder.ownerOfSecretIn(name);
        if (owner === undefined) return search(inner, `${at}.${name}`);
        places.push({ place: `a name in ${at}`, owner });
        return "";
      })
      .join("");
  };
  const named = finder.ownerOfSecretIn(path);
  if (named !== undefined) return [{ place: "a name", owner: named }];
  const whole = search(value, path);
  if (places.length > 0 || typeof value !== "object") return places;
  const owner = finder.ownerOfSecretIn(whole);
  return owner === undefined ? [] : [{ place: `${path}, its parts together,`, owner }];
}
