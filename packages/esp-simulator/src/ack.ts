import { errors } from "undici";

import type { ChangeNotification } from "./notification";

/** What a connector tells XDR of one attempt to deliver a record. */
export interface Ack {
  /** True: XDR forgets the record. */
  readonly acknowledged: boolean;
  /** True if sending again cannot help: XDR abandons the record. */
  readonly permanent: boolean;
  readonly cause: Cause;
  /** The status of the HTTP answer; absent without a complete answer. */
  readonly status?: number;
  /** The URL that answered; absent without a complete answer. A destination can have several. */
  readonly url?: string;
  /** The body of the HTTP answer; empty without one. */
  readonly body: string;
  /** Milliseconds from the record's arrival at the connector to this result. */
  readonly latencyMs: number;
}

/** Why an attempt ended. There are few causes, and they stay the same, so that they can be counted. */
export type Cause =
  | `HTTP ${number}`
  | "call-timeout"
  | "connect-timeout"
  | "connection-refused"
  | "connection-reset"
  | "host-unknown"
  | "certificate"
  | "invalid-answer"
  | "network"
  | "queue-full"
  | "unhealthy"
  | "not-serialisable"
  | "connector-stopped"
  | "xdr-timeout";

/**
 * Anything that XDR can ship records to: the result of {@link startConnector}, or a fake. Its promises never reject.
 */
export interface Shipper {
  ship(notification: ChangeNotification): Promise<Ack>;
}

/** Why an attempt brought no complete HTTP answer. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(readonly reason: Cause) {
    super(reason);
  }
}

/**
 * The outcome of an attempt that brought no complete answer. Sending again may help.
 * @param cause why there was no answer
 * @returns an outcome that is neither acknowledged nor permanent, with an empty body
 */
export function failedAttempt(cause: Cause): Omit<Ack, "latencyMs"> {
  return { acknowledged: false, permanent: false, cause, body: "" };
}

/** Network errors by Node's and undici's codes. */
const CAUSES: Readonly<Record<string, Cause>> = {
  UND_ERR_SOCKET: "connection-reset",
  UND_ERR_DESTROYED: "connector-stopped",
  ECONNREFUSED: "connection-refused",
  ECONNRESET: "connection-reset",
  EPIPE: "connection-reset",
  ERR_HTTP2_GOAWAY_SESSION: "connection-reset",
  ERR_HTTP2_INVALID_SESSION: "connection-reset",
  ERR_HTTP2_SESSION_ERROR: "connection-reset",
  ERR_HTTP2_STREAM_ERROR: "connection-reset",
  ERR_HTTP2_ERROR: "invalid-answer",
  ENOTFOUND: "host-unknown",
  EAI_AGAIN: "host-unknown",
};

/**
 * Finds the cause of a failed request.
 * @param error what the request was rejected with: a {@link Failure}, or an error of Node or undici
 * @returns the cause; `network` for an error that is not known
 */
export function causeOf(error: unknown): Cause {
  if (error instanceof Failure) return error.reason;
  if (error instanceof errors.HTTPParserError) return "invalid-answer";
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return "network";
  // The request waited for a connection that could not be opened.
  if (code === "ERR_HTTP2_STREAM_CANCEL") return causeOf((error as Error).cause);
  // OpenSSL's names for what it found: DEPTH_ZERO_SELF_SIGNED_CERT, CERT_HAS_EXPIRED, UNABLE_TO_VERIFY_LEAF_SIGNATURE, ...
  if (/CERT|VERIFY|ISSUER/.test(code)) return "certificate";
  return CAUSES[code] ?? "network";
}
