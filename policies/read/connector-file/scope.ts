import type { Tree } from "../yaml";
import { scalarAt, unique, type Written } from "./destination";

/** A part of the file with a routing, a format and transforms of its own: the file, a namespace, a set or a port. */
export interface Scope {
  readonly tree: Tree;
  /** What the scope is a part of; undefined of the file itself. */
  readonly whole: Scope | undefined;
}

/**
 * All scopes of a file. https://aerospike.com/docs/connectors/streaming/esp/configure/port-based-config
 * @param file The file.
 * @returns First the file, then its namespaces with their sets, then its ports with theirs. What aliases repeat is there once.
 */
export function scopesIn(file: Tree): readonly Scope[] {
  const seen = new Set<unknown>();
  const under = (key: string, whole: Scope): readonly Scope[] =>
    whole.tree
      .at(key)
      .flatMap(({ values }) => values)
      .filter(({ node }) => !seen.has(node) && seen.add(node))
      .map((tree) => ({ tree, whole }));
  const withSets = (whole: Scope): readonly Scope[] =>
    under("namespaces", whole).flatMap((namespace) => [namespace, ...under("sets", namespace)]);
  const root: Scope = { tree: file, whole: undefined };
  const ports = under("port-based-config", root).flatMap((port) => [port, ...withSets(port)]);
  return [root, ...withSets(root), ...ports];
}

/**
 * Whether each port that the file opens has a routing of its own, so that no record takes the file's.
 * @param file The file.
 * @returns Whether it has ports, and all of them have one.
 */
export function isRoutedByPort(file: Tree): boolean {
  const service = file.at("service");
  const opened = unique([...service, ...service.flatMap((one) => one.at("tls"))].flatMap((one) => one.at("port")))
    .flatMap((ports) => [ports, ...ports.children])
    .flatMap(({ scalar }) => (typeof scalar === "number" || typeof scalar === "string" ? [String(scalar)] : []));
  const ports = file.at("port-based-config");
  return opened.length > 0 && opened.every((port) => ports.some((one) => one.at(port).some(isRouted)));
}

const isRouted = (scope: Tree): boolean => scope.at("routing").length > 0;

/** What a scope does to records beside routing them. */
export interface Alteration {
  /** The line of what says so; undefined in a configuration that is no text. */
  readonly line: number | undefined;
  /** `bins` leaves bins out, `names` renames them, `unknown` is a transform without documentation; `code` is a class of somebody's own. */
  readonly kind: "bins" | "names" | "unknown" | "code";
  /** The name of the class; undefined of bins. */
  readonly className?: string;
}

/**
 * What the file does to records that may make others of them.
 * https://aerospike.com/docs/connect/esp/configuring/bin-transforms
 * @param file The file.
 * @returns Transforms of bins, and classes that transform, route or format records.
 */
export const alterationsIn = (file: Tree): readonly Alteration[] =>
  scopesIn(file).flatMap(({ tree }) => [...binTransformsIn(tree), ...codeIn(tree)]);

const binTransformsIn = (scope: Tree): readonly Alteration[] =>
  scope.at("bin-transforms").flatMap((transforms) =>
    transforms.keys.flatMap((key) =>
      transforms.at(key).flatMap((value) => {
        const kind = kindOf(key, value);
        return kind === undefined ? [] : [{ line: (scalarAt(value, "type") ?? value).line, kind }];
      }),
    ),
  );

/** The kind of a transform; undefined of one that leaves records as they are. */
function kindOf(key: string, value: Tree): Alteration["kind"] | undefined {
  if (value.scalar === null || (value.kind !== "scalar" && value.keys.length + value.children.length === 0)) {
    return undefined;
  }
  const kept = KEEPS_ALL[key];
  if (kept !== undefined) return scalarAt(value, "type")?.text.toLowerCase() === kept ? undefined : "bins";
  return key === "map" || key === "transforms" ? "names" : "unknown";
}

/** By the list of bins, the type with which it keeps all bins. */
const KEEPS_ALL: Readonly<Record<string, string>> = { include: "all", exclude: "none" };

const codeIn = (scope: Tree): readonly Alteration[] =>
  [classAt(scope, "custom-transformer"), classOfMode(scope, "routing"), classOfMode(scope, "format")].flatMap(
    (named) => (named ? [{ line: named.line, kind: "code" as const, className: named.text }] : []),
  );

const classAt = (scope: Tree, key: string): Written | undefined => scalarAt(scope, key, "class");

/** A class counts only in the mode that asks for it. */
const classOfMode = (scope: Tree, key: string): Written | undefined =>
  scalarAt(scope, key, "mode")?.text.toLowerCase() === "custom" ? classAt(scope, key) : undefined;
