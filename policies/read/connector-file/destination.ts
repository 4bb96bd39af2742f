import type { Tree } from "../yaml";

/** A text in the connector's file. It may be a secret. */
export interface Written {
  /** Counted from 1; undefined in a configuration that is no text. */
  readonly line: number | undefined;
  readonly text: string;
}

/** A place in the connector's file. */
export type ConfigLine = Pick<Written, "line">;

/** What the file says of one destination. */
export interface Destination {
  readonly line: number | undefined;
  readonly name: string | undefined;
  /** Each with what tells it from others: two destinations may share a list. */
  readonly urls: readonly (Written & { readonly place: unknown })[];
  /** Whether it has the key `urls`, also without a URL. */
  readonly isAddressed: boolean;
  /** The headers that the connector adds, by name in small letters. */
  readonly headers: ReadonlyMap<string, Written>;
  /** The names of these headers as they are written, also where two differ in capital letters only. */
  readonly headerNames: readonly Written[];
  /** Whether the connector is told not to send the digest of a record as a header. */
  readonly digestOff: Written | undefined;
  readonly compression: Written | undefined;
  /** The line of the certificates that the connector trusts in place of the public ones; undefined if it trusts those. */
  readonly trustStore: ConfigLine | undefined;
  /** The statuses that the connector takes for delivered; none if it takes its default, 200 to 299. */
  readonly successCodes: readonly Written[];
}

/** The guide and another sample spell the key in two ways. */
const SENDS_DIGEST = ["send-digest-headers", "send-digest-header"];

/**
 * Reads one destination.
 * @param tree What stands below the destination's name.
 * @param name The name.
 * @returns What it says. What it does not say, or says in another form, is left out.
 */
export function destinationFrom(tree: Tree, name?: string): Destination {
  const lists = tree.at("urls");
  const urls = unique(lists.flatMap((list) => [list, ...list.children]));
  const added = tree.at("headers").flatMap((headers) => headers.at("additional-headers"));
  return {
    line: tree.line,
    name,
    urls: urls.flatMap(({ line, scalar, node }) =>
      typeof scalar === "string" && scalar.trim() !== "" ? [{ line, text: scalar.trim(), place: node }] : [],
    ),
    isAddressed: lists.length > 0,
    headers: new Map(
      added.flatMap((map) =>
        map.keys.flatMap((name) => {
          const written = scalarAt(map, name);
          return written ? [[name.toLowerCase(), written] as const] : [];
        }),
      ),
    ),
    headerNames: added.flatMap((map) =>
      map.keys.map((text) => ({ line: scalarAt(map, text)?.line ?? map.line, text })),
    ),
    digestOff: SENDS_DIGEST.map((key) => scalarAt(tree, "headers", key)).find((sends) => sends?.text === "false"),
    compression: scalarAt(tree, "compression"),
    trustStore: tree.at("tls").flatMap((tls) => tls.at("trust-store").filter(({ kind }) => kind === "map"))[0],
    successCodes: tree
      .at("http-success-status-codes")
      .flatMap((list) => [list, ...list.children])
      .flatMap((code) => writtenIn(code) ?? []),
  };
}

/**
 * The scalar below some keys.
 * @param tree Where the first key is looked for.
 * @param keys From the outside to the inside.
 * @returns The last one that is written, as the text that it stands for; undefined if there is none.
 */
export function scalarAt(tree: Tree, ...keys: readonly string[]): Written | undefined {
  const found = keys.reduce<readonly Tree[]>((trees, key) => trees.flatMap((one) => one.at(key)), [tree]).at(-1);
  return found && writtenIn(found);
}

/**
 * A scalar as the text that it stands for.
 * @param tree A value.
 * @returns The text; undefined of a list, a map or null.
 */
export function writtenIn({ line, scalar }: Tree): Written | undefined {
  const isWritten = typeof scalar === "string" || typeof scalar === "number" || typeof scalar === "boolean";
  return isWritten ? { line, text: String(scalar).trim() } : undefined;
}

/**
 * Each value once, however many aliases lead to it.
 * @param trees Any values.
 * @returns The first of those with the same node.
 */
export const unique = (trees: readonly Tree[]): readonly Tree[] => [
  ...new Map(trees.map((tree) => [tree.node, tree] as const)).values(),
];
