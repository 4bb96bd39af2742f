import { errors } from "undici";

import type { ChangeNotification } from "./notification";

/** What a connector tells XDR of one attempt to deliver a record. */
export interface Ack {
  /** True: XDR forgets the record. */
  readonly acknowledged: boolean;
  /** True if sending again cannot help: XDR abandons the record. */
  readonly permanent: boolean;
  readonly cause: Cause;
  /** Of the HTTP answer, if there was a whole one. */
  readonly status?: number;
  /** Of the HTTP answer; empty without one. */
  readonly body: string;
  /** Milliseconds from the record's arrival at the connector to this. */
  readonly latencyMs: number;
}

/** Why an attempt ended as it did; few and stable, to be counted. */
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
  | "not-serialisable"
  | "connector-stopped"
  | "xdr-timeout";

/** Whatever XDR can ship records to: {@link startConnector}'s result, or a fake. Never rejects. */
export interface Shipper {
  ship(notification: ChangeNotification): Promise<Ack>;
}

/** An attempt without a whole HTTP answer. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(readonly reason: Cause) {
    super(reason);
  }
}

/** An attempt that came to no whole answer; sending again may help. */
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

/** The cause behind whatever a request was rejected with. */
export function causeOf(error: unknown): Cause {
  if (error instanceof Failure) return error.reason;
  if (error instanceof errors.HTTPParserError) return "invalid-answer";
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return "network";
  // A request that waited for a connection which could not be made.
  if (code === "ERR_HTTP2_STREAM_CANCEL") return causeOf((error as Error).cause);
  // OpenSSL's names for what it found: DEPTH_ZERO_SELF_SIGNED_CERT, CERT_HAS_EXPIRED, UNABLE_TO_VERIFY_LEAF_SIGNATURE, ...
  if (/CERT|VERIFY|ISSUER/.test(code)) return "certificate";
  return CAUSES[code] ?? "network";
}
