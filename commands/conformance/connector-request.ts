import type { HttpRequest } from "./http-client";
import type { Destination, Target } from "./target";

/** What a check changes in the connector's request. */
export interface Change {
  /** @defaultValue POST */
  readonly method?: string;
  /** Replaces headers, in any case of their names; `undefined` leaves one out, several values are sent one by one. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent after all others, as they stand, also if another has the same name. @defaultValue none */
  readonly lastHeaders?: readonly (readonly [string, string])[];
  /** @defaultValue a small JSON object */
  readonly body?: Buffer | string | undefined;
  /** With its question mark. */
  readonly query?: string;
  /** In place of the API's URL. */
  readonly url?: string;
  /** In place of the first destination of the connector's file. */
  readonly destination?: Destination;
  /** How it is sent. @defaultValue over HTTP/1.1 */
  readonly via?: "send" | "sendHttp2" | "sendChunked";
  /** Whether what stands before API Gateway may answer in words of its own. @defaultValue false */
  readonly isUnusual?: boolean;
  /** Whether a 429 or a 504 is the answer, and not a reason to send again. @defaultValue false */
  readonly isSentOnce?: boolean;
}

/** A request as it is sent, with its body also where the method sends none. */
export interface ConnectorRequest {
  readonly request: HttpRequest;
  readonly body: Buffer;
}

/**
 * Writes a request as the connector sends it, changed.
 * @param target where it goes, and the headers of the connector's file
 * @param mark marks the record
 * @param change what a check changes
 * @returns the request
 */
export function connectorRequest(target: Target, mark: string, change: Change): ConnectorRequest {
  const { method = "POST", headers = {}, lastHeaders = [], body } = change;
  const { query = "", url = target.url, destination = target } = change;
  const all = new Map<string, readonly [string, string | readonly string[] | undefined]>();
  const own = { ...destination.headers, "Content-Type": "application/json", "aerospike-digest": mark };
  for (const [name, value] of [...Object.entries(own), ...Object.entries(headers)]) {
    all.set(name.toLowerCase(), [name, value]);
  }
  const sent = [...all.values()].flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [[name, one] as const])),
  );
  const bytes = Buffer.from(body ?? JSON.stringify({ conformance: mark }));
  const isBodiless = method === "GET" || method === "HEAD";
  return {
    request: {
      method,
      url: url + query,
      headers: [...sent, ...lastHeaders],
      ...(!isBodiless && { body: bytes }),
    },
    body: bytes,
  };
}
