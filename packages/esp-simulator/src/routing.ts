import { type ConfigurationFile, routedPart, routesSchema, routingNames } from "./configuration-schema";
import { show } from "./schema-problems";

/** Where records go, by the names of destinations. A record goes to all that its route names. */
export interface Routing {
  /** The route of records whose namespace and set have none. */
  readonly root: readonly string[];
  readonly namespaces: ReadonlyMap<string, NamespaceRouting>;
}

export interface NamespaceRouting {
  /** Undefined: that of the root. */
  readonly route: readonly string[] | undefined;
  /** By the set's name. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
}

/** What decides the route of a record: not its digest, and not its bins. */
export interface Routed {
  readonly namespace: string;
  /** Absent for a record without a set, and for a delete that comes without its set's name. */
  readonly set?: string;
}

/**
 * The destinations of a record. The order is documented: the route of its set, else of its namespace, else of the root
 * [C].
 * @param routing what the file says
 * @param record the record's namespace and set
 * @returns names of destinations; at least one
 * @see https://aerospike.com/docs/connectors/streaming/esp/configure/namespaces
 */
export function routeOf({ root, namespaces }: Routing, { namespace, set }: Routed): readonly string[] {
  const own = namespaces.get(namespace);
  return (set === undefined ? undefined : own?.sets.get(set)) ?? own?.route ?? root;
}

/**
 * Reads the routes of the file.
 * @param file the file, as its schema reads it
 * @returns the routes as plain data
 */
export const routingIn = ({ routing, namespaces }: Pick<ConfigurationFile, "routing" | "namespaces">): Routing => ({
  root: namesIn(routing),
  namespaces: new Map(
    Object.entries(namespaces).map(([name, { routing: route, sets }]) => [
      name,
      {
        route: route && namesIn(route),
        sets: new Map(
          Object.entries(sets).flatMap(([set, own]) => (own.routing ? [[set, namesIn(own.routing)] as const] : [])),
        ),
      },
    ]),
  ),
});

/**
 * All destinations that records can go to.
 * @param routing what the file says
 * @returns the names
 */
export const routedNames = ({ root, namespaces }: Routing): ReadonlySet<string> =>
  new Set([root, ...[...namespaces.values()].flatMap(({ route = [], sets }) => [route, ...sets.values()])].flat());

const namesIn = (routing: ConfigurationFile["routing"]): readonly string[] =>
  routing.mode === "static" ? routing.destination : routing.destinations;

/**
 * Finds routes to destinations that do not exist, even if other parts of the file are wrong.
 * @param raw the file before its schema read it
 * @returns one line for each unknown name
 */
export function routingProblems(raw: unknown): string[] {
  const { data } = routesSchema.safeParse(raw);
  if (!data) return [];
  const known = Object.keys(data.destinations);
  return [
    ...unknownIn("routing", data.routing, known),
    ...Object.entries(data["port-based-config"]).flatMap(([port, part]) =>
      unknownUnder(`port-based-config.${port}`, part, known),
    ),
    ...Object.entries(data.namespaces).flatMap(([name, part]) => unknownUnder(`namespaces.${name}`, part, known)),
  ];
}

function unknownUnder(path: string, part: unknown, known: readonly string[]): string[] {
  const { data } = routedPart.safeParse(part);
  if (!data) return [];
  return [
    ...unknownIn(`${path}.routing`, data.routing, known),
    ...Object.entries(data.sets).flatMap(([set, own]) => unknownUnder(`${path}.sets.${set}`, own, known)),
  ];
}

function unknownIn(path: string, routing: unknown, known: readonly string[]): string[] {
  const [[key, routed] = ["", []]] = Object.entries(routingNames.safeParse(routing).data ?? {});
  return routed
    .filter((name) => !known.includes(name))
    .map((name) => `${path}.${key}: expected names of destinations (${known.join(", ")}), got ${show(name)}`);
}
