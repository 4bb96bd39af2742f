import { LineCounter, parseDocument } from "yaml";

import { type ConfigurationFile, fileSchema } from "./configuration-schema";
import { ConfigurationError } from "./errors";
import { portProblems } from "./ports";
import { routedNames, type Routing, routingIn, routingProblems } from "./routing";
import { describe } from "./schema-problems";

/** What an `aerospike-esp-outbound.yml` says: where records go, and in which format. */
export interface Configuration extends Delivery {
  /** By port, what holds for records that arrive there and not for the others. Empty in most files. */
  readonly ports: ReadonlyMap<number, Delivery>;
}

/** Where records go, and in which format. */
export interface Delivery {
  /** The destinations to which records can go. */
  readonly destinations: readonly Destination[];
  /** The destinations of each record, by their names. */
  readonly routing: Routing;
  readonly format: FormatConfiguration;
}

export interface Destination {
  readonly name: string;
  /** If there are several, records are spread over them. */
  readonly urls: readonly string[];
  readonly protocol: "HTTP_1_1" | "HTTP_2";
  /** How many requests can be under way on one HTTP/2 connection. */
  readonly http2MaxConcurrentStreams: number;
  readonly compression: "none" | "gzip";
  readonly compressionThresholdBytes: number;
  readonly maxConnectionsPerEndpoint: number;
  readonly maxRequestQueuedPerEndpoint: number;
  readonly callTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Milliseconds: the unit is not documented, the samples' sizes suggest it [P]. -1: never discarded. */
  readonly connectionTtlMs: number;
  /** Absent: no health checks. */
  readonly healthCheck?: HealthCheck;
  readonly sendDigestHeader: boolean;
  /** Headers that are added unchanged to the request of each record. They hold the API key: never print them. */
  readonly additionalHeaders: Readonly<Record<string, string>>;
  /** The statuses that acknowledge a record. */
  readonly successStatusCodes: ReadonlySet<number>;
}

export interface HealthCheck {
  readonly intervalMs: number;
  readonly callTimeoutMs: number;
  /** Passed checks in a row after which an unhealthy URL is healthy again. */
  readonly healthyThreshold: number;
}

export type FormatConfiguration =
  | { readonly mode: "json"; readonly metadataKey?: string; readonly stringifyMapKeys: boolean }
  | { readonly mode: "flat-json"; readonly metadataKey: string; readonly stringifyMapKeys: boolean }
  | { readonly mode: "message-pack" }
  /** The schema is the user's own. The stand-in does not read it, so it cannot write such a record. */
  | { readonly mode: "avro" };

/** A format in which the stand-in can write records. */
export type ServedFormat = Exclude<FormatConfiguration, { readonly mode: "avro" }>;

/** 200 to 299, the connector's default [C]. */
const SUCCESS = Array.from({ length: 100 }, (_, index) => 200 + index);

/**
 * Reads the text of an `aerospike-esp-outbound.yml`. It reads YAML 1.1, as Java's readers do [I]: a value that is text
 * only in YAML 1.2 is refused here, because the connector would misread it.
 * @param yaml the text of the file; it holds the API key
 * @returns the destinations to which records can go, their routes, and the format of records
 * @throws ConfigurationError with every problem, as `key: expected ..., got ...`; without values of headers
 */
export function readConfiguration(yaml: string): Configuration {
  const raw = parseYaml(yaml);
  const { data, error } = fileSchema.safeParse(raw);
  const problems = [...describe(error?.issues ?? [], raw, isHeader), ...routingProblems(raw), ...portProblems(raw)];
  if (!data || problems.length > 0) throw new ConfigurationError(problems);
  const root = delivery(data, {});
  const ports = Object.entries(data["port-based-config"]).map(
    ([port, own]) => [Number(port), delivery(data, own)] as const,
  );
  return { ...root, ports: new Map(ports) };
}

/** A port has the routing and the format of the root where it has none of its own [C]. */
function delivery(file: ConfigurationFile, own: ConfigurationFile["port-based-config"][string]): Delivery {
  const routing = own.routing === undefined ? routingIn(file) : routingIn({ routing: own.routing, namespaces: {} });
  const routed = routedNames(routing);
  return {
    destinations: Object.entries(file.destinations).flatMap(([name, settings]) =>
      routed.has(name) ? [destination(name, settings)] : [],
    ),
    routing,
    format: format(own.format ?? file.format),
  };
}

/**
 * Changes every destination of a configuration.
 * @param configuration as it was read
 * @param change what takes the place of a destination
 * @returns a copy
 */
export const mapDestinations = (
  configuration: Configuration,
  change: (destination: Destination) => Destination,
): Configuration => {
  const changed = (one: Delivery): Delivery => ({ ...one, destinations: one.destinations.map(change) });
  return {
    ...changed(configuration),
    ports: new Map(Array.from(configuration.ports, ([port, own]) => [port, changed(own)] as const)),
  };
};

/** Headers hold the API key. */
const isHeader = (path: readonly PropertyKey[]) => path.includes("additional-headers");

function destination(name: string, file: ConfigurationFile["destinations"][string]): Destination {
  const check = file["health-check"];
  const callTimeoutMs = file["call-timeout"];
  return {
    name,
    urls: file.urls,
    protocol: file.protocol,
    http2MaxConcurrentStreams: file["http2-max-concurrent-streams"],
    compression: file.compression,
    compressionThresholdBytes: file["compression-threshold"],
    maxConnectionsPerEndpoint: file["max-connections-per-endpoint"],
    maxRequestQueuedPerEndpoint: file["max-request-queued-per-endpoint"],
    callTimeoutMs,
    connectTimeoutMs: file["connect-timeout"],
    connectionTtlMs: file["connection-ttl"],
    ...(check?.enabled && {
      healthCheck: {
        intervalMs: check["interval-seconds"] * 1000,
        callTimeoutMs: check["call-timeout"] ?? callTimeoutMs,
        healthyThreshold: check["healthy-threshold"],
      },
    }),
    sendDigestHeader: file.headers?.["send-digest-headers"] ?? file.headers?.["send-digest-header"] ?? false,
    additionalHeaders: file.headers?.["additional-headers"] ?? {},
    successStatusCodes: new Set(file["http-success-status-codes"] ?? SUCCESS),
  };
}

function format(file: ConfigurationFile["format"]): FormatConfiguration {
  if (file.mode === "message-pack" || file.mode === "avro") return { mode: file.mode };
  const { "stringify-map-keys": stringifyMapKeys } = file;
  if (file.mode === "flat-json") return { mode: "flat-json", metadataKey: file["metadata-key"], stringifyMapKeys };
  const { "metadata-key": metadataKey } = file;
  return { mode: "json", ...(metadataKey !== undefined && { metadataKey }), stringifyMapKeys };
}

/**
 * Parses YAML. The parser's own messages quote the text, which holds the API key. So the error has only the code and
 * the line.
 */
function parseYaml(yaml: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { version: "1.1", prettyErrors: false, lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      document.errors.map(({ code, pos }) => `line ${lines.linePos(pos[0]).line}: expected YAML, got ${code}`),
    );
  }
  try {
    return document.toJS();
  } catch {
    throw new ConfigurationError(["the file: expected YAML, got an alias (*name) without its anchor"]);
  }
}
