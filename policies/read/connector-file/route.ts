import type { Tree } from "../yaml";
import { scalarAt, type Written, writtenIn } from "./destination";
import { isRoutedByPort, type Scope, scopesIn } from "./scope";

/** Where the file sends the records of a namespace, a set or a port, or all others. */
export interface Route {
  /** Of the route, or else of what it is for. */
  readonly line: number | undefined;
  /** Whether it is for what no namespace names, and there is such a thing: each port may have a route of its own. */
  readonly isForOthers: boolean;
  /** Whether the file says anything. Without it, records go where those of the namespace, or all others, go. */
  readonly isWritten: boolean;
  readonly mode: Written | undefined;
  /** The names of the destinations: its own, or else those of what it is a part of. */
  readonly destinations: readonly Written[];
  /** The format of these records alone. */
  readonly format: Written | undefined;
}

/** The guide and the reference spell the key in two ways. */
const NAMES = ["destination", "destinations"];

/**
 * Reads all routes of a file.
 * @param file The file.
 * @returns First the route for what no namespace and no port names, then those of namespaces, of ports and of their sets.
 */
export function routesIn(file: Tree): readonly Route[] {
  const routes = new Map<Scope, Route>();
  for (const scope of scopesIn(file)) {
    routes.set(scope, routeFrom(scope.tree, scope.whole && routes.get(scope.whole)));
  }
  return [...routes.values()];
}

/** @param whole The route of what the scope is a part of; undefined of the file. */
function routeFrom(scope: Tree, whole?: Route): Route {
  const routings = scope.at("routing");
  return {
    line: routings[0]?.line ?? scope.line,
    isForOthers: whole === undefined && !isRoutedByPort(scope),
    isWritten: routings.length > 0,
    mode: scalarAt(scope, "routing", "mode"),
    destinations:
      routings.length === 0 && whole
        ? whole.destinations
        : routings
            .flatMap((routing) => NAMES.flatMap((name) => routing.at(name)))
            .flatMap((list) => [list, ...list.children])
            .flatMap((name) => writtenIn(name) ?? []),
    format: whole && scalarAt(scope, "format", "mode"),
  };
}
