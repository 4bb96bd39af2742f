import type { HttpResponse } from "../http-response";

/** The members of an action's request, by their names in the Kinesis API, e.g. `StreamName`. */
export type KinesisInput = Readonly<Record<string, unknown>>;

/** A Kinesis request that is well formed and allowed. */
export interface KinesisRequest {
  readonly region: string;
  /** The API action, e.g. `PutRecord`. */
  readonly action: string;
  readonly input: KinesisInput;
  /** Aborted when nobody waits for the response any more. */
  readonly signal: AbortSignal;
}

/** Answers a request; it throws only when the connection to the service would break. */
export type KinesisCall = (request: KinesisRequest) => Promise<HttpResponse>;

/** A step before a store. It answers a request itself, changes it, or hands it on to `next`. */
export type KinesisLayer = (next: KinesisCall) => KinesisCall;

/** Where streams and records are. */
export interface KinesisStore {
  readonly call: KinesisCall;
  /** Ends the store. Its streams and records are lost. */
  readonly stop: () => Promise<void>;
}
