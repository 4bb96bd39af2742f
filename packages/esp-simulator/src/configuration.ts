import { LineCounter, parseDocument } from "yaml";

import { type ConfigurationFile, fileSchema, routesSchema } from "./configuration-schema";
import { ConfigurationError } from "./errors";
import { describe, show } from "./schema-problems";

/** A rendered `aerospike-esp-outbound.yml`, read: where records go and in which form. */
export interface Configuration {
  /** Those that the routing names: a record goes to every one of them. */
  readonly destinations: readonly Destination[];
  readonly format: FormatConfiguration;
}

export interface Destination {
  readonly name: string;
  /** More than one: records are spread over them. */
  readonly urls: readonly string[];
  readonly protocol: "HTTP_1_1" | "HTTP_2";
  /** Requests under way on one HTTP/2 connection. */
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
  /** Added to every record's request as they stand. Hold the API key: never print them. */
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
  | { readonly mode: "json"; readonly stringifyMapKeys: boolean }
  | { readonly mode: "flat-json"; readonly metadataKey: string; readonly stringifyMapKeys: boolean }
  | { readonly mode: "message-pack" }
  /** In a schema of the user's own, which the stand-in does not read: it cannot write such a record. */
  | { readonly mode: "avro" };

/** A format in which the stand-in can write records. */
export type ServedFormat = Exclude<FormatConfiguration, { readonly mode: "avro" }>;

/** 200 to 299, the connector's default [C]. */
const SUCCESS = Array.from({ length: 100 }, (_, index) => 200 + index);

/**
 * Reads a configuration's text. YAML 1.1, as Java's readers do [I]: a value that only YAML 1.2 takes for a string is
 * refused here rather than misread there.
 * @throws ConfigurationError with every problem, as `key: expected ..., got ...`
 */
export function readConfiguration(yaml: string): Configuration {
  const raw = parseYaml(yaml);
  const { data, error } = fileSchema.safeParse(raw);
  const problems = [...describe(error?.issues ?? [], raw, isHeader), ...routingProblems(raw)];
  if (!data || problems.length > 0) throw new ConfigurationError(problems);
  const routed = new Set(data.routing.mode === "static" ? data.routing.destination : data.routing.destinations);
  return {
    destinations: Object.entries(data.destinations).flatMap(([name, file]) =>
      routed.has(name) ? [destination(name, file)] : [],
    ),
    format: format(data.format),
  };
}

/** Headers hold the API key. */
const isHeader = (path: readonly PropertyKey[]) => path.includes("additional-headers");

/** Routes to nowhere, told even while other parts of the file are wrong. */
function routingProblems(raw: unknown): string[] {
  const { data } = routesSchema.safeParse(raw);
  if (!data) return [];
  const known = Object.keys(data.destinations);
  const [[key, routed] = ["", []]] = Object.entries(data.routing);
  return routed
    .filter((name) => !known.includes(name))
    .map((name) => `routing.${key}: expected names of destinations (${known.join(", ")}), got ${show(name)}`);
}

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
  const stringifyMapKeys = file["stringify-map-keys"];
  return file.mode === "json"
    ? { mode: "json", stringifyMapKeys }
    : { mode: "flat-json", metadataKey: file["metadata-key"], stringifyMapKeys };
}

/** The parser's own messages quote the text, which holds the API key, so only the code and the line are told. */
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
