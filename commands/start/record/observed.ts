import type { ConnectorAssumptions } from "@aerospike-kinesis/esp-simulator";

import type { ConnectionEntry, RequestEntry } from "./entry";

/** A record of a connector, and what its file says. */
export interface Observed {
  /** Requests of records, in the order of their arrival. */
  readonly records: readonly RequestEntry[];
  /** Health checks, in the order of their arrival. */
  readonly checks: readonly RequestEntry[];
  readonly connections: readonly ConnectionEntry[];
  readonly handshakesFailed: number;
  /** When the record ends, in milliseconds since 1970. */
  readonly endedAt: number;
  /** Names of the headers that the file adds, as it writes them. */
  readonly configuredHeaders: readonly string[];
  readonly configuredContentType: string | undefined;
  /** Whether the file has a `metadata-key` under the format `json`. */
  readonly hasStrayMetadataKey: boolean;
  /** Paths of the destinations. */
  readonly paths: readonly string[];
  /** Undefined: the file asks for no health checks. */
  readonly checkIntervalMs: number | undefined;
  /** -1: a connection is kept for ever. */
  readonly connectionTtlMs: number;
  /** After so long without another request of it, a record counts as abandoned, in milliseconds. */
  readonly patienceMs: number;
}

/** Finds the value of each assumption in a record. Undefined: the record does not show it. */
export type Measures<Name extends keyof ConnectorAssumptions> = {
  readonly [Each in Name]: (observed: Observed) => ConnectorAssumptions[Each] | undefined;
};
