import { routesOf, streamFor } from "../connector/routes";
import type { ConnectorSettings, StreamSettings } from "./settings";

/**
 * Finds what the routes of streams make hard for consumers, and options that do nothing.
 * @param streams of a region, whose routes are right
 * @param connector the settings of the region's connectors
 * @returns one sentence each, for people
 */
export function routingWarnings(streams: readonly StreamSettings[], connector: ConnectorSettings): string[] {
  const split = splitNamespaces(streams, connector.streamname);
  return [
    ...(connector.format.mode === "message-pack" && split.length > 0
      ? [
          "connector.format.mode: a delete in message-pack has no lut, and the changes of " +
            `${split.join(", ")} go to several streams. So consumers cannot tell whether a delete in one stream is older ` +
            "than a write in another (docs/routing.md). Use json or flat-json, or give one stream the whole namespace.",
        ]
      : []),
    ...streams
      .filter(
        ({ acceptDeletesInOtherStream, sets = {} }) => acceptDeletesInOtherStream && Object.keys(sets).length === 0,
      )
      .map(({ name }) => `streams: acceptDeletesInOtherStream of ${name} does nothing, because ${name} has no sets.`),
  ];
}

/** Namespaces of which a set has a stream of its own, and a delete without the set's name goes to another one. */
const splitNamespaces = (streams: readonly StreamSettings[], rest: string): string[] => {
  const routes = routesOf(streams, rest);
  return [...routes.namespaces.values()]
    .filter(({ namespace, sets }) => [...sets.values()].some((stream) => stream !== streamFor(routes, namespace)))
    .map(({ namespace }) => namespace);
};
