import { Agent as HttpAgent, type ClientRequest, request as requestHttp } from "node:http";
import { type ClientHttp2Stream, connect as connectHttp2 } from "node:http2";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";

import { Agent, request } from "undici";

import type { Budget } from "./budget";

/** A request as it is sent: names, order and repetition of headers stay as they are. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** Values are bytes, one for each character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** How much was sent: requests, and bytes of their bodies. */
export interface Sent {
  readonly requests: number;
  readonly bytes: number;
}

/** Sends requests in the ways in which clients differ. Each way rejects if no answer comes. */
export interface HttpClient {
  /** Over HTTP/1.1, on any of its connections. */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Over HTTP/2, on a connection of its own. */
  readonly sendHttp2: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Over HTTP/1.1 with `Transfer-Encoding: chunked`, on a connection of its own. */
  readonly sendChunked: (request: HttpRequest) => Promise<HttpAnswer>;
  /** One after another on one connection. @returns how often the connection was reused, and the answers */
  readonly sendOnOneConnection: (
    requests: readonly HttpRequest[],
  ) => Promise<{ readonly reused: number; readonly answers: readonly HttpAnswer[] }>;
  /** Announces the whole body, sends half of it, and breaks the connection. */
  readonly breakOff: (request: HttpRequest) => Promise<void>;
  /** What was sent so far. */
  readonly sent: () => Sent;
  readonly close: () => Promise<void>;
}

/** Longer than any integration timeout that the settings allow, and than 10 MB take on a slow line. */
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Opens a client of the API.
 * @param budget what may be sent; a request beyond it is not sent, and rejects
 * @param ca the certificates to trust instead of Node's own, as PEM
 * @param timeoutMs for how long an answer may stop. @defaultValue a minute
 * @returns a client; close it
 */
export function openHttpClient(budget: Budget, ca?: string, timeoutMs = DEFAULT_TIMEOUT_MS): HttpClient {
  const dispatcher = new Agent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs, ...(ca !== undefined && { ca }) },
  });
  let requests = 0;
  let bytes = 0;
  const noteSent = ({ body }: HttpRequest): void => {
    const size = body?.length ?? 0;
    budget.take(size);
    requests += 1;
    bytes += size;
  };
  const openRequest = (
    { url, method, headers }: HttpRequest,
    more: Readonly<Record<string, string>>,
    agent: HttpAgent | false = false,
  ) => {
    const options = { method, timeout: timeoutMs, agent, headers: { ...Object.fromEntries(headers), ...more } };
    const outgoing = isPlain(url)
      ? requestHttp(url, options)
      : requestHttps(url, { ...options, ...(ca !== undefined && { ca }) });
    return outgoing.on("timeout", () => outgoing.destroy(noAnswerWithin(timeoutMs)));
  };
  const overNode = (sent: HttpRequest, more: Readonly<Record<string, string>>, agent?: HttpAgent) =>
    new Promise<{ readonly isReused: boolean; readonly answer: HttpAnswer }>((resolve, reject) => {
      noteSent(sent);
      const outgoing = openRequest(sent, more, agent);
      rejectWithoutAnswer(outgoing, reject);
      outgoing.on("response", (incoming) => {
        buffer(incoming).then((read) => {
          const answer = { status: incoming.statusCode ?? 0, headers: incoming.headers, text: read.toString() };
          resolve({ isReused: outgoing.reusedSocket, answer });
        }, reject);
      });
      outgoing.end(sent.body);
    });
  return {
    send: async (sent) => {
      noteSent(sent);
      const { method, headers, body = null } = sent;
      const answer = await request(sent.url, { dispatcher, method: method as "POST", headers: headers.flat(), body });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    },
    sendHttp2: async (sent) => {
      noteSent(sent);
      return sendOverHttp2(sent, timeoutMs, ca);
    },
    sendChunked: async (sent) => (await overNode(sent, { "Transfer-Encoding": "chunked" })).answer,
    sendOnOneConnection: async (all) => {
      const oneSocket = { keepAlive: true, maxSockets: 1 };
      const agent = all.some(({ url }) => isPlain(url)) ? new HttpAgent(oneSocket) : new HttpsAgent(oneSocket);
      try {
        const ended = [];
        for (const one of all) ended.push(await overNode(one, { "Content-Length": lengthOf(one) }, agent));
        return { reused: ended.filter(({ isReused }) => isReused).length, answers: ended.map(({ answer }) => answer) };
      } finally {
        agent.destroy();
      }
    },
    breakOff: (sent) =>
      new Promise((resolve) => {
        noteSent(sent);
        const outgoing = openRequest(sent, { "Content-Length": lengthOf(sent) });
        outgoing.on("error", () => undefined);
        outgoing.on("close", resolve);
        const half = sent.body?.subarray(0, Math.floor(sent.body.length / 2));
        outgoing.write(half ?? "", () => outgoing.destroy());
      }),
    sent: () => ({ requests, bytes }),
    close: () => dispatcher.destroy(),
  };
}

/** Without TLS, as an emulator is. AWS never is. */
const isPlain = (url: string): boolean => url.startsWith("http:");

const lengthOf = ({ body }: HttpRequest): string => String(body?.length ?? 0);

const noAnswerWithin = (ms: number): Error =>
  Object.assign(new Error(`no answer within ${ms} ms`), { code: "UND_ERR_HEADERS_TIMEOUT" });

/** Rejects at each end of a request before its answer begins. A server can end it without an error. */
function rejectWithoutAnswer(request: ClientRequest | ClientHttp2Stream, reject: (error: Error) => void): void {
  let isAnswered = false;
  request.once("response", () => {
    isAnswered = true;
  });
  request.on("error", reject);
  request.on("close", () => {
    if (!isAnswered) reject(Object.assign(new Error("closed before the answer"), { code: "ECONNRESET" }));
  });
}

async function sendOverHttp2(
  { url, method, headers, body }: HttpRequest,
  timeoutMs: number,
  ca?: string,
): Promise<HttpAnswer> {
  const { origin, pathname, search } = new URL(url);
  const session = connectHttp2(origin, ca === undefined ? {} : { ca });
  try {
    return await new Promise<HttpAnswer>((resolve, reject) => {
      session.on("error", reject);
      const stream = session.request({
        ":method": method,
        ":path": pathname + search,
        ...Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      });
      stream.setTimeout(timeoutMs, () => stream.destroy(noAnswerWithin(timeoutMs)));
      rejectWithoutAnswer(stream, reject);
      stream.on("response", ({ ":status": status = 0, ...rest }) => {
        buffer(stream).then((read) => {
          resolve({ status, headers: rest, text: read.toString() });
        }, reject);
      });
      stream.end(body);
    });
  } finally {
    // A graceful end would wait for a stream that never ends.
    session.destroy();
  }
}
