import { createHash } from "node:crypto";
import type { EventEmitter } from "node:events";

import type { LocalAwsOptions } from "@aerospike-kinesis/local-aws";

import { keyMask, maskTexts } from "../../shared/mask-keys";
import { bodyForm } from "./body-form";
import { digestHeader, findDigest, type Header } from "./digest-header";
import type { Entry, RequestEntry } from "./entry";

type Hooks = Required<NonNullable<LocalAwsOptions["gatewayHooks"]>>;
type ClientRequest = Parameters<Hooks["onBody"]>[0];

/** What an observer of a gateway does. */
export interface GatewayObserver {
  /** To hand to the local AWS. Each is told of every request. */
  readonly hooks: Pick<Hooks, "beforeRouting" | "onBody" | "onAnswer" | "onHandshakeFailed">;
  /**
   * Begins to note what is sent. Before, nothing is noted.
   * @param configured names of the headers that the connectors' files add
   * @param keys API keys; wherever a client puts one, it is not noted
   */
  readonly begin: (configured: readonly string[], keys: readonly string[]) => void;
  /** Notes the connections that are still open, and ends. */
  readonly end: () => void;
}

interface Connection {
  readonly number: number;
  readonly openedAt: number;
  readonly httpVersion: string;
  requests: number;
}

interface Arrival {
  readonly at: number;
  readonly connection: Connection;
  body?: Buffer;
}

/**
 * Notes what connectors send to a gateway. It keeps neither bodies nor values of headers.
 * @param now gives milliseconds since 1970
 * @param onEntry takes each entry when it is complete
 * @returns the observer, which does not note anything yet
 */
export function observeGateway(now: () => number, onEntry: (entry: Entry) => void): GatewayObserver {
  const arrivals = new WeakMap<ClientRequest, Arrival>();
  const connections = new Map<object, Connection>();
  const [recordNumber, changeNumber] = [numbersOf(), numbersOf()];
  let configured: ReadonlySet<string> | undefined;
  let opened = 0;
  let mask = keyMask([]);
  const note = (entry: Entry): void => {
    onEntry(maskTexts(entry, mask));
  };

  function close(key: object): void {
    const connection = connections.get(key);
    if (connection === undefined || !connections.delete(key)) return;
    const { number, openedAt, httpVersion, requests } = connection;
    note({ kind: "connection", connection: number, httpVersion, openedAt, closedAt: now(), requests });
  }

  function connectionOf(request: ClientRequest): Connection {
    const key = ("stream" in request ? request.stream.session : undefined) ?? request.socket;
    const known = connections.get(key);
    if (known) return known;
    opened += 1;
    const connection = { number: opened, openedAt: now(), httpVersion: request.httpVersion, requests: 0 };
    connections.set(key, connection);
    (key as EventEmitter).once("close", () => {
      close(key);
    });
    return connection;
  }

  function onAnswer(request: ClientRequest, answer: Parameters<Hooks["onAnswer"]>[1]): void {
    const arrival = arrivals.get(request);
    if (configured === undefined || arrival === undefined) return;
    const { at, connection, body } = arrival;
    const headers = headersOf(request);
    const digest = findDigest(headers, configured);
    const form = body && bodyForm(body);
    const change = changeNumber(body);
    const record = recordNumber(digest?.[1] ?? body);
    note({
      kind: "request",
      at,
      answeredAt: now(),
      connection: connection.number,
      httpVersion: request.httpVersion,
      method: request.method ?? "",
      // Masked before it is cut, since a key can have a question mark.
      path: mask(request.url ?? "").replace(/\?.*/, ""),
      headerNames: headers.map(([name]) => name),
      contentTypes: headers.filter(([name]) => name.toLowerCase() === "content-type").map(([, value]) => value),
      ...(digest && { digest: digestHeader(digest) }),
      hasBody: hasBody(request),
      ...(form && { body: form }),
      ...(change !== undefined && { change }),
      ...(record !== undefined && { record }),
      answer: typeof answer === "object" ? answer.status : answer,
    } satisfies RequestEntry);
  }

  return {
    hooks: {
      beforeRouting: (request) => {
        if (configured === undefined) return Promise.resolve(undefined);
        const connection = connectionOf(request);
        connection.requests += 1;
        arrivals.set(request, { at: now(), connection });
        return Promise.resolve(undefined);
      },
      onBody: (request, body) => {
        const arrival = arrivals.get(request);
        if (arrival) arrival.body = body;
      },
      onAnswer,
      onHandshakeFailed: (error) => {
        const { code = error.name } = error as NodeJS.ErrnoException;
        if (configured !== undefined) note({ kind: "handshake-failed", at: now(), code });
      },
    },
    begin: (names, keys) => {
      mask = keyMask(keys);
      configured = new Set(names.map((name) => name.toLowerCase()));
    },
    end: () => {
      for (const key of [...connections.keys()]) close(key);
      configured = undefined;
    },
  };
}

/** Numbers values in the order in which they come, and keeps only their hashes. */
function numbersOf(): (value: string | Buffer | undefined) => number | undefined {
  const numbers = new Map<string, number>();
  return (value) => {
    if (value === undefined || value.length === 0) return undefined;
    const key = createHash("sha256").update(value).digest("base64");
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
}

/** Without the pseudo headers of HTTP/2. */
function headersOf({ rawHeaders }: ClientRequest): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!name.startsWith(":")) headers.push([name, rawHeaders[index + 1] ?? ""]);
  }
  return headers;
}

function hasBody(request: ClientRequest): boolean {
  if ("stream" in request) return !request.stream.endAfterHeaders;
  return Number(request.headers["content-length"] ?? 0) > 0 || request.headers["transfer-encoding"] !== undefined;
}
