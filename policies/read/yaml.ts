import { createRequire } from "node:module";

import type * as Yaml from "yaml";

let loaded: typeof Yaml | undefined;

/** Loaded with the first text, not with the pack: most previews have none. */
const yaml = () => (loaded ??= createRequire(__filename)("yaml") as typeof Yaml);

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
    this.node = yaml().isAlias(found) ? targetsIn(document).get(found) : found;
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

  /** What it is; a scalar is a text, a number, a boolean or null. */
  get kind(): "list" | "map" | "scalar" {
    if (yaml().isSeq(this.node)) return "list";
    return yaml().isMap(this.node) ? "map" : "scalar";
  }

  /** The keys of a map as texts, and those that it merges; without keys that are collections. */
  get keys(): readonly string[] {
    const names = this.#mergedInto(new Set()).flatMap((map) => map.#pairs().map(nameOf));
    return [
      ...new Set(names.filter((name) => name !== "<<" && (typeof name !== "object" || name === null)).map(String)),
    ];
  }

  /** The items of a list, or the values of a map without what it merges. */
  get children(): readonly Tree[] {
    if (yaml().isSeq(this.node)) return this.node.items.map((item) => this.#inside(item));
    return this.#pairs().map(({ value }) => this.#inside(value));
  }

  /** The values of a map, and those that it merges. */
  get values(): readonly Tree[] {
    return yaml().isMap(this.node) ? this.#mergedInto(new Set()).flatMap(({ children }) => children) : [];
  }

  /** The values under a key; a text that repeats a key has more than one. What a map merges counts where it has none of its own. */
  at(key: string): readonly Tree[] {
    return this.#under(key, new Set());
  }

  #under(key: string, seen: Set<unknown>): readonly Tree[] {
    if (seen.has(this.node)) return [];
    seen.add(this.node);
    const own = this.#pairs().filter((pair) => isNamed(pair, key));
    if (own.length > 0) return own.map(({ value }) => this.#inside(value));
    return this.#merged().flatMap((merged) => merged.#under(key, seen));
  }

  #pairs(): readonly Yaml.Pair[] {
    return yaml().isMap(this.node) ? this.node.items : [];
  }

  /** This map and all that it merges, each once: a map can merge itself, and many maps can merge the same ones. */
  #mergedInto(seen: Set<unknown>): readonly Tree[] {
    if (seen.has(this.node)) return [];
    seen.add(this.node);
    return [this, ...this.#merged().flatMap((merged) => merged.#mergedInto(seen))];
  }

  #merged(): readonly Tree[] {
    return this.#pairs()
      .filter((pair) => nameOf(pair) === "<<")
      .map(({ value }) => this.#inside(value))
      .flatMap((merged) => (yaml().isSeq(merged.node) ? merged.children : [merged]));
  }

  #inside(found: unknown): Tree {
    return new Tree(this.document, found, this.lines);
  }
}

const TARGETS = new WeakMap<Yaml.Document, ReadonlyMap<Yaml.Alias, Yaml.Node>>();

/** What each alias of a document stands for. The library looks through the whole document for each alias anew. */
function targetsIn(document: Yaml.Document): ReadonlyMap<Yaml.Alias, Yaml.Node> {
  const known = TARGETS.get(document);
  if (known) return known;
  const anchors = new Map<string, Yaml.Node>();
  const targets = new Map<Yaml.Alias, Yaml.Node>();
  yaml().visit(document, (_, node) => {
    if (yaml().isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
    } else if (yaml().isNode(node) && "anchor" in node && node.anchor !== undefined) {
      anchors.set(node.anchor, node);
    }
  });
  TARGETS.set(document, targets);
  return targets;
}

const nameOf = ({ key }: Yaml.Pair): unknown => (yaml().isScalar(key) ? key.value : key);

/** `200:` is a number in YAML, and the text "200" in JSON. */
const isNamed = (pair: Yaml.Pair, key: string): boolean => {
  const name = nameOf(pair);
  return name === key || (typeof name === "number" && String(name) === key);
};

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
