import { scalarAt, type Written, writtenIn } from "./connector-destination";
import type { Tree } from "./yaml";

/** Where the file sends the records of a namespace or of a set, or all others. */
export interface Route {
  /** Of the route, or else of what it is for. */
  readonly line: number | undefined;
  /** Whether it is for what no namespace names. */
  readonly isForOthers: boolean;
  /** Whether the file says anything. Without it, records go where those of the namespace, or all others, go. */
  readonly isWritten: boolean;
  readonly mode: Written | undefined;
  /** The names of the destinations. */
  readonly destinations: readonly Written[];
  /** The format of these records alone. */
  readonly format: Written | undefined;
}

/** The guide and the reference spell the key in two ways. */
const NAMES = ["destination", "destinations"];

/**
 * Reads the route of a part of the file.
 * @param scope The file, or what stands below the name of a namespace or a set.
 * @param isForOthers Whether it is the file.
 * @returns The route.
 */
export function routeFrom(scope: Tree, isForOthers: boolean): Route {
  const routings = scope.at("routing");
  return {
    line: routings[0]?.line ?? scope.line,
    isForOthers,
    isWritten: routings.length > 0,
    mode: scalarAt(scope, "routing", "mode"),
    destinations: routings
      .flatMap((routing) => NAMES.flatMap((name) => routing.at(name)))
      .flatMap((list) => [list, ...list.children])
      .flatMap((name) => writtenIn(name) ?? []),
    format: isForOthers ? undefined : scalarAt(scope, "format", "mode"),
  };
}
