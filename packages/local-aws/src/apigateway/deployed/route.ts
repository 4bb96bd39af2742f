/** A resource with its path, e.g. `/streams/{name}`. */
interface Routed {
  readonly path: string;
}

/** The resource of a path, with the values of its path parameters as the client wrote them, percent signs decoded. */
export interface Match<T> {
  readonly resource: T;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node<T> {
  resource?: T;
  readonly fixed: Map<string, Node<T>>;
  variable?: { readonly name: string; readonly node: Node<T> };
  greedy?: { readonly name: string; readonly node: Node<T> };
}

/**
 * Finds resources by path: a fixed part goes before `{name}`, that before `{name+}`, and a `/` at the end is ignored
 * (all recorded against AWS).
 * @param isMatch whether a resource counts, e.g. has the method that is asked for
 */
export type Router<T> = (path: string, isMatch: (resource: T) => boolean) => Match<T> | undefined;

export function createRouter<T extends Routed>(resources: Iterable<T>): Router<T> {
  const root: Node<T> = { fixed: new Map() };
  for (const resource of resources) {
    let node = root;
    for (const part of partsOf(resource.path)) node = childOf(node, part);
    node.resource = resource;
  }
  return (path, isMatch) => find(root, partsOf(path), 0, {}, isMatch);
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

function childOf<T>(node: Node<T>, part: string): Node<T> {
  const variable = /^\{([^+}]+)(\+?)\}$/.exec(part);
  if (!variable) {
    const child = node.fixed.get(part) ?? { fixed: new Map<string, Node<T>>() };
    node.fixed.set(part, child);
    return child;
  }
  const kind = variable[2] === "+" ? "greedy" : "variable";
  node[kind] ??= { name: variable[1] ?? "", node: { fixed: new Map() } };
  return node[kind].node;
}

function find<T>(
  node: Node<T>,
  parts: readonly string[],
  position: number,
  parameters: Readonly<Record<string, string>>,
  isMatch: (resource: T) => boolean,
): Match<T> | undefined {
  const part = parts[position];
  if (part === undefined) return matchOf(node, parameters, isMatch);
  const fixed = node.fixed.get(part);
  const { variable, greedy } = node;
  return (
    (fixed && find(fixed, parts, position + 1, parameters, isMatch)) ??
    (variable && find(variable.node, parts, position + 1, { ...parameters, [variable.name]: decode(part) }, isMatch)) ??
    (greedy && matchOf(greedy.node, { ...parameters, [greedy.name]: decode(parts.slice(position).join("/")) }, isMatch))
  );
}

function matchOf<T>(
  node: Node<T>,
  parameters: Readonly<Record<string, string>>,
  isMatch: (resource: T) => boolean,
): Match<T> | undefined {
  return node.resource !== undefined && isMatch(node.resource) ? { resource: node.resource, parameters } : undefined;
}

/** Whether AWS decodes path parameters is not documented. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
