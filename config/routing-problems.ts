import { routesOf, streamFor, type StreamRouting } from "../connector/routes";
import { show } from "./problems";
import { isMap } from "./value";

type RoutedStream = StreamRouting & { readonly acceptDeletesInOtherStream: boolean };

/**
 * Checks that each change of a record has exactly one stream, and that a record's writes and deletes go to the same one.
 * The connector acknowledges a record without a route, and drops it.
 * @param streams the streams, each with its name
 * @param streamname the setting `connector.streamname`; undefined if it is not set
 * @param areRight whether what routes is right by itself. If not, it can be of any type, and only some relations are checked
 * @returns the problems, as `key: expected ..., got ...`
 * @see https://aerospike.com/docs/connectors/streaming/esp/configure/namespaces
 */
export function routingProblems(
  streams: readonly RoutedStream[],
  streamname: string | undefined,
  areRight = true,
): string[] {
  const isRouted = claimsOf(streams).length > 0 || streams.some((stream) => stream.default);
  if (!isRouted) return [];
  const isDefaultKnown = streams.every((stream) => typeof stream.default === "boolean");
  const ofDefault = isDefaultKnown ? defaultProblems(streams, streamname) : [];
  const rest = ofDefault.length > 0 ? undefined : streams.find((stream) => stream.default)?.name;
  return [...takenTwice(streams), ...ofDefault, ...(areRight ? splitProblems(streams, rest) : [])];
}

/** Everything that a stream names, with where it stands in the settings. What it names twice itself is one thing. */
const claimsOf = (streams: readonly RoutedStream[]) =>
  streams.flatMap(({ name, namespaces, sets }, index) => [
    ...textsIn(namespaces).map((namespace) => ({ name, what: namespace, key: `streams[${index}].namespaces` })),
    ...Object.entries(isMap(sets) ? sets : {}).flatMap(([namespace, ofNamespace]) =>
      textsIn(ofNamespace).map((set) => ({ name, what: `${namespace}.${set}`, key: `streams[${index}].sets` })),
    ),
  ]);

const textsIn = (value: unknown): string[] => [
  ...new Set([value].flat().filter((each): each is string => typeof each === "string")),
];

function takenTwice(streams: readonly RoutedStream[]): string[] {
  const first = new Map<string, string>();
  return claimsOf(streams).flatMap(({ name, what, key }) => {
    const kind = key.endsWith("sets") ? "set" : "namespace";
    const id = `${kind} ${what}`;
    const taken = first.get(id);
    first.set(id, taken ?? name);
    return taken === undefined
      ? []
      : [
          `${key}: expected a ${kind} that no other stream receives, because each change goes to one stream, got ${what}, ` +
            `which ${taken} receives (take it out of one of them; several consumers can read the same stream)`,
        ];
  });
}

function defaultProblems(streams: readonly RoutedStream[], streamname: string | undefined): string[] {
  const defaults = streams.filter((stream) => stream.default).map(({ name }) => name);
  const [rest, ...others] = defaults;
  if (rest === undefined || others.length > 0) {
    return [
      "streams: expected default: true for exactly one stream, which receives the changes that no namespaces or sets name " +
        `(the connector would drop them), got ${rest === undefined ? "none" : show(defaults)} of ` +
        show(streams.map(({ name }) => name)),
    ];
  }
  return streamname === undefined || streamname === rest
    ? []
    : [
        `connector.streamname: expected nothing, or ${show(rest)}, because that stream has default: true, got ${show(streamname)}`,
      ];
}

/**
 * A delete can come without its set's name. It then goes where the rest of its namespace goes. As long as no stream or
 * several streams receive that rest, nothing can be said of such deletes.
 */
function splitProblems(streams: readonly RoutedStream[], rest: string | undefined): string[] {
  const routes = routesOf(streams, rest ?? "");
  const claims = streams.flatMap(({ namespaces = [] }) => [...new Set(namespaces)]);
  const isDecided = (namespace: string): boolean => {
    const count = claims.filter((claimed) => claimed === namespace).length;
    return count === 1 || (count === 0 && rest !== undefined);
  };
  return streams.flatMap(({ name, sets = {}, acceptDeletesInOtherStream: isAccepted }, index) =>
    Object.entries(sets).flatMap(([namespace, ofNamespace]) => {
      const ofDeletes = streamFor(routes, namespace);
      return isAccepted || ofDeletes === name || !isDecided(namespace)
        ? []
        : [
            `streams[${index}].sets.${namespace}: expected sets of a namespace whose other changes go to the same stream, ` +
              "because a delete can come without the name of its set: these writes would go to " +
              `${name}, and such deletes to ${ofDeletes} (give ${name} the whole namespace; or, if whoever reads ${name} ` +
              `also takes the deletes from ${ofDeletes}, set acceptDeletesInOtherStream: true), got ${show(ofNamespace)}`,
          ];
    }),
  );
}
