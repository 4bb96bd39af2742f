import type { StreamSettings } from "../config/settings";

/** Where the changes of one namespace go. */
export interface NamespaceRoute {
  readonly namespace: string;
  /** The stream of every record whose set is not in {@link sets}, and of a delete that comes without its set's name. */
  readonly stream: string;
  /** The stream of a set, by the set's name. */
  readonly sets: ReadonlyMap<string, string>;
}

/** Where the changes of every record go: each goes to exactly one stream. */
export interface Routes {
  /** The stream of every namespace that is not in {@link namespaces}. */
  readonly rest: string;
  /** By the namespace's name. */
  readonly namespaces: ReadonlyMap<string, NamespaceRoute>;
}

/** What a stream's settings say of the changes that it receives. */
export type StreamRouting = Pick<StreamSettings, "name" | "namespaces" | "sets" | "default">;

/**
 * Whether the settings of streams say which changes go where. If none does, all go to `connector.streamname`.
 * @param streams the streams of a stage
 * @returns whether one of them has namespaces or sets, or is the default
 */
export const areRouted = (streams: readonly Omit<StreamRouting, "name">[]): boolean =>
  streams.some(
    ({ namespaces = [], sets = {}, default: isDefault }) =>
      isDefault || namespaces.length > 0 || Object.keys(sets).length > 0,
  );

/**
 * The one place that decides where changes go. The connector's file says the same in its own words.
 * @param streams the streams of a stage; no two of them name the same namespace, or the same set of a namespace
 * @param rest the stream of what no stream names
 * @returns the routes, in the order of the streams
 */
export function routesOf(streams: readonly StreamRouting[], rest: string): Routes {
  const whole = new Map(streams.flatMap(({ name, namespaces = [] }) => namespaces.map((each) => [each, name])));
  const named = streams.flatMap(({ namespaces = [], sets = {} }) => [...namespaces, ...Object.keys(sets)]);
  const route = (namespace: string): NamespaceRoute => ({
    namespace,
    stream: whole.get(namespace) ?? rest,
    sets: new Map(
      streams.flatMap(({ name, sets = {} }) =>
        Object.entries(sets).flatMap(([key, ofKey]) =>
          key === namespace ? ofKey.map((set) => [set, name] as const) : [],
        ),
      ),
    ),
  });
  return { rest, namespaces: new Map(named.map((namespace) => [namespace, route(namespace)])) };
}

/**
 * The stream of a change.
 * @param routes where changes go
 * @param namespace the record's namespace
 * @param set the record's set; undefined for a record without one, and for a delete that comes without its set's name
 * @returns the stream's name
 */
export function streamFor(routes: Routes, namespace: string, set?: string): string {
  const route = routes.namespaces.get(namespace);
  return (set === undefined ? undefined : route?.sets.get(set)) ?? route?.stream ?? routes.rest;
}

/**
 * The streams to which changes go.
 * @param routes where changes go
 * @returns each name once; first that of what nothing names
 */
export const streamsOf = ({ rest, namespaces }: Routes): readonly string[] => [
  ...new Set([rest, ...[...namespaces.values()].flatMap(({ stream, sets }) => [stream, ...sets.values()])]),
];
