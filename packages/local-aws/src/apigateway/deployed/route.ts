/** A resource with its path, e.g. `/streams/{name}`. */
interface Routed {
  readonly path: string;
}

/** The resource of a path. */
export interface Match<T, Chosen> {
  readonly resource: T;
  /** What the caller chose of the resource, such as a method. */
  readonly chosen: Chosen;
  /** The values of the path parameters as the client wrote them. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node<T> {
  resource?: T;
  readonly fixed: Map<string, Node<T>>;
  variable?: { readonly name: string; readonly node: Node<T> };
  greedy?: { readonly name: string; readonly node: Node<T> };
}

/**
 * Finds the resource of a path: a fixed part wins over `{name}`, that over `{name+}`, and a `/` at the end is ignored
 * (all recorded against AWS).
 * @param path of a request, from the stage on, e.g. `/streams/orders`
 * @param choose takes from a resource what is asked for, such as its method; a resource without it does not count
 * @returns undefined if no resource counts
 */
export type Router<T> = <Chosen>(path: string, choose: Choose<T, Chosen>) => Match<T, Chosen> | undefined;

type Choose<T, Chosen> = (resource: T) => Chosen | undefined;

/**
 * Makes a router.
 * @param resources each with its whole path, e.g. `/streams/{name}`
 * @returns the router
 */
export function createRouter<T extends Routed>(resources: Iterable<T>): Router<T> {
  const root: Node<T> = { fixed: new Map() };
  for (const resource of resources) {
    let node = root;
    for (const part of partsOf(resource.path)) node = childOf(node, part);
    node.resource = resource;
  }
  return (path, choose) => find(root, partsOf(path), 0, {}, choose);
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

function find<T, Chosen>(
  node: Node<T>,
  parts: readonly string[],
  position: number,
  parameters: Readonly<Record<string, string>>,
  choose: Choose<T, Chosen>,
): Match<T, Chosen> | undefined {
  const part = parts[position];
  if (part === undefined) return matchOf(node, parameters, choose);
  const fixed = node.fixed.get(part);
  const { variable, greedy } = node;
  return (
    (fixed && find(fixed, parts, position + 1, parameters, choose)) ??
    (variable && find(variable.node, parts, position + 1, { ...parameters, [variable.name]: part }, choose)) ??
    (greedy && matchOf(greedy.node, { ...parameters, [greedy.name]: parts.slice(position).join("/") }, choose))
  );
}

function matchOf<T, Chosen>(
  node: Node<T>,
  parameters: Readonly<Record<string, string>>,
  choose: Choose<T, Chosen>,
): Match<T, Chosen> | undefined {
  const { resource } = node;
  const chosen = resource === undefined ? undefined : choose(resource);
  return resource === undefined || chosen === undefined ? undefined : { resource, chosen, parameters };
}
