import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";

import { generate } from "selfsigned";

type ClientRequest = IncomingMessage | Http2ServerRequest;
type ClientResponse = ServerResponse | Http2ServerResponse;

export interface Received {
  readonly method: string;
  readonly path: string;
  /** Name and value as they were sent, in their order. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The answer, for the test to give. */
  readonly response: ServerResponse;
}

/** An HTTPS server on 127.0.0.1 for HTTP/1.1 and HTTP/2, whose answers the test gives. */
export interface HttpsServer {
  /** Without a path. */
  readonly origin: string;
  /** Its certificate, which is its own authority. */
  readonly ca: string;
  /** Every request so far, whole. */
  readonly received: readonly Received[];
  /** Every connection so far. */
  readonly sockets: readonly Socket[];
  /** Every HTTP/2 connection so far. */
  readonly sessions: readonly ServerHttp2Session[];
  /** Resolves when so many requests in all have come. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Creates a key and a certificate.
 * @param host an IP address or a host name
 * @returns both as PEM
 */
export async function certificateFor(host: { ip: string } | { name: string }) {
  const altName = "ip" in host ? { type: 7 as const, ip: host.ip } : { type: 2 as const, value: host.name };
  return generate([{ name: "commonName", value: "test" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [altName] },
    ],
  });
}

/**
 * Starts a server for HTTP/1.1 and HTTP/2 that keeps what it receives.
 * @param answer answers each request; the test may answer those that it leaves open
 * @param certificate by default one for 127.0.0.1
 * @returns a server on a free port
 */
export async function startHttpsServer(
  answer: (request: Received) => void = ({ response }) => response.end(),
  certificate?: Awaited<ReturnType<typeof certificateFor>>,
): Promise<HttpsServer> {
  const { private: key, cert } = certificate ?? (await certificateFor({ ip: "127.0.0.1" }));
  const received: Received[] = [];
  const sockets: Socket[] = [];
  const sessions: ServerHttp2Session[] = [];
  const server = createSecureServer({ key, cert, allowHTTP1: true });
  const read = async (request: ClientRequest, response: ClientResponse) => {
    const raw = request.rawHeaders;
    const whole: Received = {
      method: request.method ?? "",
      path: request.url ?? "",
      rawHeaders: raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : [])),
      headers: request.headers,
      body: await buffer(request),
      // Over HTTP/2 it has the same members; the types say so only one by one.
      response: response as ServerResponse,
    };
    received.push(whole);
    answer(whole);
    server.emit("arrived");
  };
  server.on("request", (request, response) => void read(request, response));
  server.on("secureConnection", (socket: Socket) => sockets.push(socket));
  server.on("session", (session) => sessions.push(session));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    received,
    sockets,
    sessions,
    async arrived(count) {
      while (received.length < count) await once(server, "arrived");
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
