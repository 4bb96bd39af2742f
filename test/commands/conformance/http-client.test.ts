import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";

import { certificateFor } from "@aerospike-kinesis/test-support";

import { BOUND } from "../../../commands/conformance/bounds";
import { openBudget } from "../../../commands/conformance/budget";
import { type HttpClient, type HttpRequest, openHttpClient } from "../../../commands/conformance/http-client";

const frame = (type: number, stream: number, payload: readonly number[]): Buffer =>
  Buffer.from([0, 0, payload.length, type, 0, 0, 0, 0, stream, ...payload]);

/** Frames of HTTP/2. @see https://www.rfc-editor.org/rfc/rfc9113#section-6 */
const SETTINGS = frame(4, 0, []);
const RESET_WITHOUT_ERROR = frame(3, 1, [0, 0, 0, 0]);
const GO_AWAY = frame(7, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

/** What a server does with the first data of a connection, other than to answer. */
const ENDS: Readonly<Record<string, (socket: Socket) => unknown>> = {
  "closes the connection": (socket) => socket.end(),
  "breaks the connection": (socket) => socket.destroy(),
  "resets the connection": (socket) => socket.resetAndDestroy(),
  "switches to another protocol": (socket) =>
    socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
  "closes the connection in the middle of an answer": (socket) =>
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
  "answers with something else than HTTP": (socket) => socket.end("hello\r\n\r\n"),
  "says nothing": () => undefined,
  "ends the stream without an error": (socket) => socket.write(Buffer.concat([SETTINGS, RESET_WITHOUT_ERROR])),
  "goes away without an answer, and closes": (socket) => socket.end(Buffer.concat([SETTINGS, GO_AWAY])),
  "goes away without an answer, and stays open": (socket) => socket.write(Buffer.concat([SETTINGS, GO_AWAY])),
};

const WAYS: Readonly<Record<string, (client: HttpClient, request: HttpRequest) => Promise<unknown>>> = {
  "over HTTP/1.1": (client, request) => client.send(request),
  "over HTTP/2": (client, request) => client.sendHttp2(request),
  "in chunks": (client, request) => client.sendChunked(request),
  "on one connection": (client, request) => client.sendOnOneConnection([request, request]),
  "that breaks off": (client, request) => client.breakOff(request),
};

/** Soon, for a test. Undici looks at its timers about once a second. */
const TIMEOUT_MS = 300;
const TOO_LONG_MS = 5000;

describe("a request of conformance", function () {
  this.timeout(30_000);

  /** How a request ends at such a server. */
  async function endOf(
    send: (typeof WAYS)[string],
    end: (typeof ENDS)[string],
    serve: (take: (socket: Socket) => void) => Server = createServer,
    { scheme = "http", ca }: { readonly scheme?: string; readonly ca?: string } = {},
  ): Promise<string> {
    const sockets = new Set<Socket>();
    const server = serve((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined).once("data", () => end(socket));
      socket.resume();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = openHttpClient(openBudget(BOUND, "a test sends"), ca, TIMEOUT_MS);
    const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const sent = send(client, { method: "POST", url, headers: [], body: Buffer.alloc(1000) });
      const settled = sent.then(
        () => "settled",
        () => "settled",
      );
      return await Promise.race([settled, delay(TOO_LONG_MS, "still open", { ref: false })]);
    } finally {
      await client.close();
      sockets.forEach((socket) => socket.destroy());
      server.close();
    }
  }

  for (const [way, send] of Object.entries(WAYS)) {
    for (const [what, end] of Object.entries(ENDS)) {
      it(`${way} settles if the server ${what}`, async () => {
        assert.equal(await endOf(send, end), "settled");
      });
    }

    it(`${way} settles if a server with TLS and HTTP/2 closes the connection`, async () => {
      const { private: key, cert } = await certificateFor({ ip: "127.0.0.1" });
      const serve = (take: (socket: Socket) => void): Server =>
        createTlsServer({ key, cert, ALPNProtocols: ["h2", "http/1.1"] }, take);
      assert.equal(await endOf(send, (socket) => socket.end(), serve, { scheme: "https", ca: cert }), "settled");
    });

    it(`${way} settles if the server of an address with https never begins TLS`, async () => {
      assert.equal(await endOf(send, () => undefined, createServer, { scheme: "https" }), "settled");
    });
  }
});
