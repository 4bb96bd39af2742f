/** A request that a connector sent, without its body, and with `***` wherever the connector put an API key. */
export interface RequestEntry {
  readonly kind: "request";
  /** When it came and when it was answered, in milliseconds since 1970. */
  readonly at: number;
  readonly answeredAt: number;
  /** The number of the connection that it came by. */
  readonly connection: number;
  readonly httpVersion: string;
  readonly method: string;
  readonly path: string;
  /** In the order and the case in which they came. */
  readonly headerNames: readonly string[];
  /** Each value of `Content-Type` that came. */
  readonly contentTypes: readonly string[];
  /** Absent if no header looks like a digest. */
  readonly digest?: DigestHeader;
  readonly hasBody: boolean;
  /** Absent if the body is not JSON, or was not read because the request was refused before. */
  readonly body?: BodyForm;
  /** The same number for each body with the same bytes. Absent if it is empty or was not read. */
  readonly change?: number;
  /** The same number for each request of the same record. Absent if there is nothing to recognize it by. */
  readonly record?: number;
  /** The status, `reset` for a connection that this side broke, or `none` if the connector went away first. */
  readonly answer: number | "reset" | "none";
}

/** The name of a header that has a digest, and how the digest is written. */
export interface DigestHeader {
  readonly name: string;
  /** `ambiguous`: Base64 without a character that tells it from Base64 for URLs. */
  readonly encoding: "base64" | "base64url" | "hex" | "ambiguous" | "unknown";
}

/** What can be said of a JSON body without its values. */
export interface BodyForm {
  readonly form: "json" | "flat-json" | "array" | "other";
  readonly operation?: "write" | "delete";
}

/** A connection that a connector opened. */
export interface ConnectionEntry {
  readonly kind: "connection";
  readonly connection: number;
  readonly httpVersion: string;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly requests: number;
}

/** A connection whose TLS handshake failed. */
export interface HandshakeEntry {
  readonly kind: "handshake-failed";
  readonly at: number;
  /** Node's or OpenSSL's code. */
  readonly code: string;
}

/** One line of a record. */
export type Entry = RequestEntry | ConnectionEntry | HandshakeEntry;

/**
 * Whether a request is a health check: it has no body and no digest.
 * @param request that a connector sent
 * @returns false for the request of a record
 */
export const isHealthCheck = ({ hasBody, digest }: RequestEntry): boolean => !hasBody && digest === undefined;
