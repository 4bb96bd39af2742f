import { Document, isMap, isScalar, isSeq, type Pair, parseAllDocuments, visit, YAMLMap } from "yaml";

import { EngineError } from "./errors";

/** A file with so many aliases, or maps in maps, was not written by a person. */
const MAX_ALIASES = 10_000;
/** Like Pulumi, this refuses aliases that turn a few lines into an endless document. */
const MAX_COPIED_NODES = 100_000;
const MAX_DEPTH = 100;

/**
 * Parses a YAML mapping so that it can be changed and written back with all other values unchanged. Pulumi has its own
 * idea of what an unquoted `0123` or a date is. JSON is YAML, too. Like Pulumi, it reads the first document of several,
 * and puts what aliases and merge keys (`<<`) name in their places.
 * @param text may be empty
 * @param name the file's name, for the error
 * @returns the document; its values are texts, as the file has them
 * @throws EngineError for a text that is not YAML, or not a mapping
 */
export function parseText(text: string, name: string): Document<YAMLMap> {
  const options = { schema: "failsafe" } as const;
  const document: Document = parseAllDocuments(text, options)[0] ?? new Document(undefined, options);
  if (document.errors.length > 0) {
    throw new EngineError(`${name} is not YAML: ${document.errors.map(({ message }) => message.trim()).join("\n")}`);
  }
  putAliasesInPlace(document, name);
  const { contents } = document;
  if (!isMap(contents)) {
    if (contents !== null && !(isScalar(contents) && contents.value === "")) {
      throw new EngineError(
        `${name}: expected a map of keys and values, got ${isSeq(contents) ? "a list" : "a text"}.`,
      );
    }
    document.contents = new YAMLMap();
  }
  return document as Document<YAMLMap>;
}

/**
 * The text of a document. Long lines are not folded.
 * @param document from {@link parseText}
 * @returns YAML
 */
export const textOf = (document: Document): string => document.toString({ lineWidth: 0 });

function putAliasesInPlace(document: Document, name: string): void {
  let count = 0;
  let copied = 0;
  visit(document, {
    Alias: (_, alias, path) => {
      const node = alias.resolve(document);
      if (!node) throw new EngineError(`${name}: *${alias.source} has no anchor. Write &${alias.source} before it.`);
      count += 1;
      if (count > MAX_ALIASES || path.length > MAX_DEPTH) {
        throw new EngineError(`${name}: expected aliases that end, got *${alias.source} inside itself, or too many.`);
      }
      visit(node, () => {
        copied += 1;
        if (copied > MAX_COPIED_NODES) {
          throw new EngineError(`${name}: expected fewer values through aliases, got more than ${MAX_COPIED_NODES}.`);
        }
      });
      return node.clone() as typeof node;
    },
  });
  if (count === 0) return;
  visit(document, {
    Map: (_, map) => {
      merge(map, name);
    },
  });
}

/**
 * Puts merged maps in their places. A key of the map itself is stronger than a merged one. A map that is merged first
 * is stronger than the next.
 */
function merge(map: YAMLMap, name: string): void {
  for (let found = map.items.find(isMerge); found; found = map.items.find(isMerge)) {
    map.items.splice(map.items.indexOf(found), 1);
    for (const source of isSeq(found.value) ? found.value.items : [found.value]) {
      if (!isMap(source)) throw new EngineError(`${name}: expected a map, or a list of maps, as the value of <<.`);
      map.items.push(...source.items.filter((pair) => isMerge(pair) || !map.has(pair.key)));
    }
  }
}

const isMerge = ({ key }: Pair): boolean => isScalar(key) && key.value === "<<" && key.type === "PLAIN";
