import { createRequire } from "node:module";

import type * as Yaml from "yaml";

/** Loaded with the first text, not with the pack: most previews have none. */
const yaml = () => createRequire(__filename)("yaml") as typeof Yaml;

/** A map can merge a map that merges a map (`<<`). At this depth it is taken to merge itself. */
const MOST_MERGES = 10;

/** A value in a YAML or JSON text, or a plain value. It follows aliases and merge keys. */
export class Tree {
  /** Two trees with the same node are the same place, reached in two ways. */
  readonly node: unknown;
  readonly #found: unknown;

  constructor(
    readonly document: Yaml.Document,
    found: unknown,
    readonly lines?: Yaml.LineCounter,
  ) {
    this.#found = found;
    this.node = yaml().isAlias(found) ? found.resolve(document) : found;
  }

  /** Counted from 1; undefined in a plain value. */
  get line(): number | undefined {
    const start = (this.#found as Yaml.Node | null)?.range?.[0];
    return start === undefined ? undefined : this.lines?.linePos(start).line;
  }

  /** Whether it only names what stands elsewhere in the text. */
  get isAlias(): boolean {
    return yaml().isAlias(this.#found);
  }

  /** A text, a number, a boolean or null; undefined of a list or a map. */
  get scalar(): unknown {
    return yaml().isScalar(this.node) ? this.node.value : undefined;
  }

  /** The items of a list, or the values of a map without what it merges. */
  get children(): readonly Tree[] {
    if (yaml().isSeq(this.node)) return this.node.items.map((item) => this.#inside(item));
    return this.#pairs().map(({ value }) => this.#inside(value));
  }

  /** The values of a map, and those that it merges. */
  get values(): readonly Tree[] {
    const own = yaml().isMap(this.node) ? this.children : [];
    return [...own, ...this.#merged(0).flatMap(({ children }) => children)];
  }

  /** The values under a key; a text that repeats a key has more than one. */
  at(key: string, depth = 0): readonly Tree[] {
    const own = this.#pairs().filter((pair) => nameOf(pair) === key);
    if (own.length > 0) return own.map(({ value }) => this.#inside(value));
    return this.#merged(depth).flatMap((merged) => merged.at(key, depth + 1));
  }

  #pairs(): readonly Yaml.Pair[] {
    return yaml().isMap(this.node) ? this.node.items : [];
  }

  #merged(depth: number): readonly Tree[] {
    if (depth > MOST_MERGES) return [];
    return this.#pairs()
      .filter((pair) => nameOf(pair) === "<<")
      .map(({ value }) => this.#inside(value))
      .flatMap((merged) => (yaml().isSeq(merged.node) ? merged.children : [merged]));
  }

  #inside(found: unknown): Tree {
    return new Tree(this.document, found, this.lines);
  }
}

const nameOf = ({ key }: Yaml.Pair): unknown => (yaml().isScalar(key) ? key.value : key);

/**
 * The documents in a text. Text that is not quite YAML gives what can be read of it, and text that is nothing of the kind
 * gives none. Throws nothing: an error of the parser could quote a secret.
 */
export function readYaml(text: string): readonly Tree[] {
  try {
    const lineCounter = new (yaml().LineCounter)();
    const options = { lineCounter, prettyErrors: false, strict: false, uniqueKeys: false };
    const documents = [...yaml().parseAllDocuments(text, options)];
    return documents.map((document) => new Tree(document, document.contents, lineCounter));
  } catch {
    return [];
  }
}

/** A plain value as a tree. */
export function treeFrom(value: unknown): Tree {
  const document = new (yaml().Document)(value);
  return new Tree(document, document.contents);
}
