import { onlyLiteral } from "./alternatives";
import {
  type Collection,
  mixtureOf,
  NOTHING,
  piecesOf,
  SOME_NUMBER,
  SOMETIMES,
  source,
  text,
  type Value,
} from "./value";

/**
 * A collection with more values in it.
 * @param before undefined for a new one
 * @param key where it puts them, if that is known; there they take the place of what was there
 */
export function changeCollection(
  before: Value | undefined,
  key: string | undefined,
  values: readonly Value[],
): Collection {
  const { entries, others }: Pick<Collection, "entries" | "others"> =
    before?.kind === "collection" ? before : { entries: new Map(), others: [] };
  const flat = values.map(withoutDepth);
  return key === undefined
    ? { kind: "collection", entries, others: [...others, ...flat].slice(-MOST_VALUES) }
    : { kind: "collection", entries: new Map(entries).set(key, flat), others };
}

/** Beyond, a list's values are one source each time the list is asked. */
const MOST_VALUES = 256;

/** What a member or method of a collection answers; undefined if this pack does not know it. */
export function collectionMember(
  collection: Collection,
  name: string,
  given: readonly (readonly Value[])[] | undefined,
): readonly Value[] | undefined {
  if (given === undefined) return valuesAt(collection, name);
  switch (name) {
    case "get":
    case "getOrDefault":
    case "put":
    case "remove":
    case "set":
    case "putIfAbsent":
      return [...valuesAt(collection, onlyLiteral(given[0] ?? [])), ...(given[1] ?? [])];
    case "keySet":
    case "values":
    case "entrySet":
    case "subList":
    case "iterator":
      return [collection];
    case "size":
    case "length":
    case "indexOf":
      return [SOME_NUMBER];
    case "add":
    case "addAll":
    case "putAll":
    case "contains":
    case "containsKey":
    case "containsValue":
    case "isEmpty":
    case "equals":
      return [SOMETIMES];
    case "toString":
      return [text(mixtureOf(piecesOf(collection)))];
    default:
      return undefined;
  }
}

/** Any value, or key, of a collection: what a loop over it goes through. */
function itemsOf({ entries, others }: Collection): readonly Value[] {
  return [...[...entries.keys()].map((key) => text(key)), ...[...entries.values()].flat(), ...others];
}

/** The values that may be at a key. A map's own answer where it has no such key is no value. */
function valuesAt({ entries, others }: Collection, key: string | undefined): readonly Value[] {
  const known = key === undefined ? [...entries.values()].flat() : (entries.get(key) ?? []);
  const isCertain = key !== undefined && entries.has(key) && others.length === 0;
  return isCertain ? known : [...known, ...others, NOTHING];
}

/** A collection of collections is one source: nobody names a stream or a key that way. */
const withoutDepth = (value: Value): Value =>
  value.kind === "collection" ? text({ ...mixtureOf(piecesOf(value)), form: "raw" }) : value;

/** What a loop over a value goes through. */
export function itemsIn(value: Value): readonly Value[] {
  if (value.kind === "collection") return itemsOf(value);
  if (value.kind === "gateway" && value.what === "entries") return [{ kind: "gateway", what: "entry" }];
  if (value.kind === "gateway") return [text(source({ from: "request", form: "raw", varies: true }))];
  if (value.kind === "number") return [SOME_NUMBER];
  return [text({ ...mixtureOf(piecesOf(value)), form: "raw", isNullable: true })];
}
