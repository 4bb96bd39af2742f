import { Scalar, stringify } from "yaml";

import type { ConnectorSettings } from "../config/settings";
import { DIALECTS, type Format } from "./dialect";
import { type NamespaceRoute, type Routes, streamsOf } from "./routes";

/** Values that are known only when the pipeline is deployed. */
export interface PipelineFacts {
  readonly endpoint: string;
  readonly apiKey: string;
  /** Further URLs: each record goes to one of all. @defaultValue none */
  readonly otherEndpoints?: readonly string[];
}

/** The settings of the file. The name of the stream is that of a route. */
type FileSettings = Omit<ConnectorSettings, "streamname">;

/** Content types of the connector's SDK (`format/MediaType.java`), one for each format. */
const CONTENT_TYPES: Record<Format, string> = {
  json: "application/json",
  "flat-json": "application/json",
  "message-pack": "application/x-msgpack",
  avro: "application/avro",
};

/**
 * Writes `aerospike-esp-outbound.yml`, key by key like the complete example of Aerospike's guide. Every string is in
 * quotes, so that no YAML reader reads `yes`, `0123`, `1e3` or a key of digits as something else.
 * @param settings the stage's settings of the connector
 * @param routes the stream of each change
 * @param facts the endpoint and the API key
 * @returns YAML, which holds the API key
 */
export function renderConnectorConfig(settings: FileSettings, routes: Routes, facts: PipelineFacts): string {
  const routing = (stream: string) => DIALECTS[settings.dialect].routing(destinationOf(routes, stream));
  return renderSections(settings, {
    destinations: Object.fromEntries(
      streamsOf(routes).map((stream) => [destinationOf(routes, stream), destination(settings, stream, facts)]),
    ),
    routing: routing(routes.rest),
    ...(routes.namespaces.size > 0 && {
      namespaces: mapOf(routes.namespaces, (route) => namespaceSection(route, routing)),
    }),
  });
}

/**
 * Writes the file from the sections that say where records go.
 * @param settings what holds for the whole file
 * @param sections `destinations`, `routing` and so on, as data
 * @returns YAML, which holds the API keys
 */
export function renderSections(settings: FileSettings, sections: Readonly<Record<string, unknown>>): string {
  const { service, logging, format } = settings;
  const mode = modeOf(settings);
  const config = { service, logging, ...sections, format: { mode, ...formatOptions(mode, format) } };
  return stringify(config, {
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    lineWidth: 0,
    // Destinations share settings. An alias (*a1) would make people look for its anchor.
    aliasDuplicateObjects: false,
  });
}

/** The destination's name is the guide's for what no stream names, so that it stays when streams are added. */
const destinationOf = ({ rest }: Routes, stream: string): string =>
  stream === rest ? "aws-kinesis" : `aws-kinesis-${stream}`;

/**
 * One destination of the file.
 * @param settings the connector's settings for it
 * @param stream the name of the stream that gets its records
 * @param facts the URLs and the API key
 * @returns the section, as data
 */
export function destination(
  settings: FileSettings,
  stream: string,
  { endpoint, otherEndpoints = [], apiKey }: PipelineFacts,
) {
  const { protocol, compression } = settings;
  return {
    urls: [endpoint, ...otherEndpoints],
    protocol,
    ...(compression && { compression }),
    headers: {
      [DIALECTS[settings.dialect].digestHeaderSwitch]: true,
      "additional-headers": {
        "Content-Type": CONTENT_TYPES[modeOf(settings)],
        streamname: stream,
        "x-api-key": apiKey,
      },
    },
    "connection-ttl": settings["connection-ttl"],
    "call-timeout": settings["call-timeout"],
    "connect-timeout": settings["connect-timeout"],
    "max-connections-per-endpoint": settings["max-connections-per-endpoint"],
    "health-check": settings["health-check"],
    // The API answers 200 only for a stored record, and never with another 2xx.
    "http-success-status-codes": [200],
  };
}

/**
 * A namespace's own routes. A record has the route of its set, or else of its namespace, or else of the root. The
 * connector skips a record without any, so each namespace has one, even if it is the root's.
 * @see https://aerospike.com/docs/connectors/streaming/esp/configure/namespaces
 */
const namespaceSection = ({ stream, sets }: NamespaceRoute, routing: (stream: string) => object) => ({
  routing: routing(stream),
  ...(sets.size > 0 && { sets: mapOf(sets, (ofSet) => ({ routing: routing(ofSet) })) }),
});

/** A map whose keys are names of Aerospike's. In quotes they stay texts: a namespace can have the name 0123 or yes. */
const mapOf = <Value>(values: ReadonlyMap<string, Value>, write: (value: Value) => object) =>
  new Map(Array.from(values, ([name, value]) => [inQuotes(name), write(value)]));

function inQuotes(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

const modeOf = ({ dialect, format }: FileSettings): Format => format.mode ?? DIALECTS[dialect].format;

/** The options that the connector documents for each format. Only the guide has `metadata-key` with json. */
const formatOptions = (
  mode: Format,
  format: ConnectorSettings["format"],
): Omit<Partial<ConnectorSettings["format"]>, "mode"> => {
  switch (mode) {
    case "json":
    case "flat-json":
      return { "metadata-key": format["metadata-key"] };
    case "avro":
      return format.schema === undefined ? { "schema-file": format["schema-file"] } : { schema: format.schema };
    case "message-pack":
      return {};
  }
};
