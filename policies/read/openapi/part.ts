import { Unreadable } from "../unreadable";

/** How many references may lead to a value. */
const MOST_REFERENCES = 20;

/** A value in a body, and where it is. References (`$ref`) to other places in the body are followed. */
export class Part {
  readonly value: unknown;
  /** A JSON Pointer, as `$ref` writes it: `#/paths/~1orders/post`. */
  readonly pointer: string;
  readonly #root: unknown;

  /**
   * @param root The whole body.
   * @param found The value in it; undefined if there is none.
   * @param pointer Where it is.
   * @throws Unreadable if the value is a reference to another document, or one that leads on and on.
   */
  constructor(root: unknown, found: unknown, pointer: string) {
    this.#root = root;
    let [value, at] = [found, pointer];
    for (let followed = 0; ; followed += 1) {
      const reference = member(value, "$ref");
      if (typeof reference !== "string") break;
      if (!reference.startsWith("#")) throw new Unreadable(`${shortened(at)} refers to another document`);
      if (followed === MOST_REFERENCES) {
        throw new Unreadable(`${shortened(at)} leads through more than ${MOST_REFERENCES} references`);
      }
      [value, at] = [resolve(root, reference), reference];
    }
    this.value = value;
    this.pointer = at;
  }

  /** The value under a key; a part without a value if there is none. */
  at(key: string): Part {
    return new Part(
      this.#root,
      member(this.value, key),
      `${this.pointer}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`,
    );
  }

  /** The keys of a map and what is under them, or the items of a list under their numbers. */
  get entries(): readonly (readonly [key: string, part: Part])[] {
    if (typeof this.value !== "object" || this.value === null) return [];
    return Object.keys(this.value).map((key) => [key, this.at(key)] as const);
  }

  /** Whether there is a map or a list. */
  get isCollection(): boolean {
    return typeof this.value === "object" && this.value !== null;
  }

  /** A text, or a number or boolean as a text: YAML and JSON spell a status either way. */
  get text(): string | undefined {
    return ["string", "number", "boolean"].includes(typeof this.value) ? String(this.value) : undefined;
  }

  /** What a message calls the place. */
  get name(): string {
    return shortened(this.pointer);
  }
}

/** What is long and mixed enough to be a key of somebody's is not shown. */
const shortened = (pointer: string): string => pointer.replace(/[A-Za-z0-9+=]{20,}/g, "...").slice(0, 200);

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function resolve(root: unknown, reference: string): unknown {
  const keys = reference.split("/").slice(1);
  return keys.reduce<unknown>((value, key) => member(value, decoded(key)), root);
}

function decoded(key: string): string {
  const unescaped = key.replace(/~1/g, "/").replace(/~0/g, "~");
  try {
    return decodeURIComponent(unescaped);
  } catch {
    return unescaped;
  }
}
