import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

import type { Configuration, Destination } from "@aerospike-kinesis/esp-simulator";

import { count } from "../../shared/count";
import { UsageError } from "../../shared/errors";
import { headerIn } from "../../shared/header-in";
import { isThere } from "../../shared/output-file";
import { compareConnector, measureConnector } from "./compare";
import { type Entry, isHealthCheck, type RequestEntry } from "./entry";
import { type GatewayObserver, observeGateway } from "./observe-gateway";
import type { Observed } from "./observed";

/** The comparison takes the first ones. The file has all. */
const MAX_COMPARED = 100_000;
/** XDR sends a record again sooner, unless it throttles for long. */
const PATIENCE_MS = 30_000;

/** Records what a connector sends. */
export interface Recorder {
  readonly hooks: GatewayObserver["hooks"];
  /**
   * Begins to record. What comes before is not the connector's.
   * @param configurations of the connectors, at least one
   */
  readonly begin: (configurations: readonly Configuration[]) => void;
  /**
   * Ends the record, and closes the file.
   * @returns lines for people: what came, and how it differs from what is assumed
   */
  readonly end: () => Promise<string[]>;
}

/** How to record. */
export interface RecorderOptions {
  /** Where each request and connection becomes a line of JSON. Its last line is the comparison. */
  readonly file: string;
  /** Gives milliseconds since 1970. @defaultValue this machine's clock */
  readonly now?: () => number;
  /** After so long without another request of it, a record counts as abandoned, in milliseconds. @defaultValue 30,000 */
  readonly patienceMs?: number;
}

/**
 * Opens a new file for a record.
 * @param options the file, and the clock
 * @returns a recorder that does not record yet
 * @throws UsageError if the file exists or cannot be written
 */
export async function openRecorder({
  file,
  now = Date.now,
  patienceMs = PATIENCE_MS,
}: RecorderOptions): Promise<Recorder> {
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  try {
    await once(stream, "open");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw isThere("--record", file);
    throw new UsageError(`--record: expected a file that can be written, got ${message}.`);
  }
  // A full disk must not end the run. The end of the record says it.
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  const entries: Entry[] = [];
  const write = (line: object): void => {
    if (failure === undefined) stream.write(`${JSON.stringify(line)}\n`);
  };
  const observer = observeGateway(now, (entry) => {
    if (entries.length < MAX_COMPARED) entries.push(entry);
    write(entry);
  });
  let configured: readonly Configuration[] = [];
  return {
    hooks: observer.hooks,
    begin: (configurations) => {
      configured = configurations;
      const destinations = destinationsOf(configurations);
      observer.begin(headerNamesOf(destinations), keysOf(destinations));
    },
    end: async () => {
      observer.end();
      const observed = observedIn(entries, configured, now(), patienceMs);
      const measured = measureConnector(observed);
      write({ kind: "comparison", assumptions: measured });
      if (failure === undefined) await finished(stream.end()).catch((error: unknown) => (failure = error as Error));
      return [
        ...summarize(observed),
        ...compareConnector(measured),
        failure === undefined ? `Recorded in ${file}.` : `${file} is not complete: ${failure.message}.`,
      ];
    },
  };
}

const destinationsOf = (configurations: readonly Configuration[]): readonly Destination[] =>
  configurations.flatMap(({ destinations }) => destinations);

const headerNamesOf = (destinations: readonly Destination[]): string[] => [
  ...new Set(destinations.flatMap(({ additionalHeaders }) => Object.keys(additionalHeaders))),
];

const keysOf = (destinations: readonly Destination[]): string[] => [
  ...new Set(destinations.flatMap(({ additionalHeaders }) => headerIn(additionalHeaders, "x-api-key") ?? [])),
];

function observedIn(
  entries: readonly Entry[],
  configurations: readonly Configuration[],
  endedAt: number,
  patienceMs: number,
): Observed {
  const requests = entries.filter((entry) => entry.kind === "request").sort((a, b) => a.at - b.at);
  const destinations = destinationsOf(configurations);
  const [first] = destinations;
  const contentType = headerIn(first?.additionalHeaders ?? {}, "content-type");
  return {
    records: requests.filter((request) => !isHealthCheck(request)),
    checks: requests.filter(isHealthCheck),
    connections: entries.filter((entry) => entry.kind === "connection"),
    handshakesFailed: entries.filter(({ kind }) => kind === "handshake-failed").length,
    endedAt,
    configuredHeaders: headerNamesOf(destinations),
    configuredContentType: contentType,
    hasStrayMetadataKey: configurations.some(
      ({ format }) => format.mode === "json" && format.metadataKey !== undefined,
    ),
    paths: destinations.flatMap(({ urls }) => urls.map((url) => new URL(url).pathname)),
    checkIntervalMs: first?.healthCheck?.intervalMs,
    connectionTtlMs: first?.connectionTtlMs ?? -1,
    patienceMs,
  };
}

function summarize({ records, checks, connections, handshakesFailed }: Observed): string[] {
  const all = [...records, ...checks];
  const names = new Set(all.flatMap(({ headerNames }) => headerNames));
  const versions = new Set(connections.map(({ httpVersion }) => `HTTP/${httpVersion}`));
  const distinct = new Set(records.flatMap(({ record }) => record ?? [])).size;
  return [
    `Recorded: ${count(records.length, "request")} of ${count(distinct, "record")}, ${count(checks.length, "health check")}, ` +
      `${count(connections.length, "connection")}${versions.size > 0 ? ` (${[...versions].join(", ")})` : ""}.`,
    ...(names.size > 0 ? [`Header names: ${[...names].join(", ")}.`] : []),
    ...(all.length > 0 ? [`Answers: ${answersOf(all)}.`] : []),
    ...(handshakesFailed > 0
      ? [`${count(handshakesFailed, "TLS handshake")} failed: does the connector trust the certificate?`]
      : []),
    ...(all.length === 0 ? ["Nothing came. Did the connector start, and does it reach the endpoint?"] : []),
  ];
}

function answersOf(requests: readonly RequestEntry[]): string {
  const counts = new Map<RequestEntry["answer"], number>();
  for (const { answer } of requests) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, times]) => `${answer} (${times})`).join(", ");
}
