import type { HttpResponse } from "../http-response";
import type { KinesisCall, KinesisRequest } from "../kinesis/request";
import type { FaultEnvironment } from "./environment";
import { type ErrorSubject, type Forms, GARBAGE, KINESIS_ERRORS } from "./kinesis-errors";

/** A request that a fault strikes, and what there is around it. */
export interface KinesisSituation {
  readonly request: KinesisRequest;
  readonly subject: ErrorSubject;
  /** 0 for the first request that this fault strikes. */
  readonly turn: number;
  /** Does what would have been done without the fault, whether or not anybody still waits. */
  readonly store: () => Promise<HttpResponse>;
  readonly wait: FaultEnvironment["wait"];
  /** Longer than API Gateway waits for the integration. */
  readonly tooLateMs: number;
}

/** Answers instead of Kinesis. It throws if the connection to the service is to break. */
export type KinesisFault = (situation: KinesisSituation) => Promise<HttpResponse>;

const takeTurns =
  (forms: Forms): KinesisFault =>
  ({ subject, turn }) => {
    const form = forms[turn % forms.length];
    if (form === undefined) throw new RangeError("a fault needs at least one form");
    return Promise.resolve(form(subject));
  };

const errors = Object.fromEntries(
  Object.entries(KINESIS_ERRORS).map(([name, forms]) => [name, takeTurns(forms)]),
) as unknown as Readonly<Record<keyof typeof KINESIS_ERRORS, KinesisFault>>;

class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
  readonly code = "ECONNRESET";
}

const breakConnection = (): never => {
  throw new ConnectionReset("read ECONNRESET");
};

/** Everything that can go wrong between API Gateway and Kinesis. */
export const KINESIS_FAULTS = {
  ...errors,
  garbage: takeTurns(GARBAGE),
  "reset-before-stored": async () => Promise.resolve().then(breakConnection),
  "reset-after-stored": async ({ store }) => store().then(breakConnection),
  /** Stored at once, answered when API Gateway waits no longer. */
  "answered-too-late": async ({ store, wait, tooLateMs }) => {
    const response = await store();
    await wait(tooLateMs);
    return response;
  },
  /** Stored when API Gateway waits no longer: by then a newer version of the record may have been stored. */
  "stored-too-late": async ({ store, wait, tooLateMs }) => {
    await wait(tooLateMs);
    return store();
  },
} as const satisfies Readonly<Record<string, KinesisFault>>;

/**
 * Sends a request on although nobody waits for its response. A store that stops at an abort would lose a late request.
 * @param next the layer below
 * @param request whose signal is ignored
 * @returns a function that sends the request on
 */
export const storeDespiteAbort = (next: KinesisCall, request: KinesisRequest) => (): Promise<HttpResponse> =>
  next({ ...request, signal: new AbortController().signal });
