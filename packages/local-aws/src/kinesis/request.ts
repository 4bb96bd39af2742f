import type { HttpResponse } from "../http-response";

/** The members of an action's request, by their names in the Kinesis API, e.g. `StreamName`. */
export type KinesisInput = Readonly<Record<string, unknown>>;

/** A Kinesis request that is well formed and allowed. */
export interface KinesisRequest {
  readonly region: string;
  /** The API action, e.g. `PutRecord`. */
  readonly action: string;
  readonly input: KinesisInput;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Answers a request; it throws only when the connection to the service would break. */
export type KinesisCall = (request: KinesisRequest) => Promise<HttpResponse>;

/** Something in front of a store: it answers itself, changes what passes, or hands on to `next`. */
export type KinesisLayer = (next: KinesisCall) => KinesisCall;

/** Where streams and records are. */
export interface KinesisStore {
  readonly call: KinesisCall;
  /** Lets go of the store and everything in it. */
  readonly stop: () => Promise<void>;
}
