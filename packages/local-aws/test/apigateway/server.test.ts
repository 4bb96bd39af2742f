import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Session, connect as connectHttp2, constants } from "node:http2";
import { text } from "node:stream/consumers";
import { connect, type TLSSocket } from "node:tls";

import { startDataPlane } from "../../src/apigateway";
import type { IntegrationCall } from "../../src/backend";
import { createCertificate } from "../../src/certificate";
import type { HttpResponse } from "../../src/http-response";
import { backendResponse, startTestGateway, type TestGateway } from "../support/api-gateway";

/** A connection that trusts the gateway's certificate. */
async function open({ origin, cert }: TestGateway): Promise<TLSSocket> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(origin).port), ca: cert });
  await once(socket, "secureConnect");
  return socket;
}

const post = (url: string, body: string): string =>
  `POST ${new URL(url).pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** The next call of the backend, which never answers. */
const callWithoutAnswer = (aws: TestGateway): Promise<IntegrationCall> =>
  new Promise((resolve) => {
    aws.answer = (call) => {
      resolve(call);
      return new Promise<HttpResponse>(() => undefined);
    };
  });

describe("the data plane's server", () => {
  let aws: TestGateway;
  afterEach(() => aws.stop());

  it("answers many requests on one connection", async () => {
    aws = await startTestGateway();
    const { url } = await aws.deploy([{ path: "x" }]);
    const socket = await open(aws);
    let received = "";
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
    for (let sent = 1; sent <= 3; sent += 1) {
      socket.write(post(`${url}/x`, "{}"));
      while (received.split("HTTP/1.1 200 OK").length - 1 < sent) await once(socket, "data");
    }
    socket.destroy();
    assert.equal(aws.calls.length, 3);
  });

  it("is refused by a client that trusts another certificate", async () => {
    aws = await startTestGateway();
    const { cert } = await createCertificate(Date.now());
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(aws.origin).port), ca: cert });
    const [error] = (await once(socket, "error")) as [Error & { code: string }];
    assert.equal(error.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  it("frees its port at once when it stops, with requests under way, and can start on it again", async () => {
    aws = await startTestGateway();
    const { url } = await aws.deploy([{ path: "x" }]);
    const called = callWithoutAnswer(aws);
    const socket = await open(aws);
    const closed = once(socket, "close");
    socket.write(post(`${url}/x`, "{}"));
    const { signal } = await called;
    const aborted = signal.aborted ? Promise.resolve() : once(signal, "abort");
    await aws.stop();
    await Promise.all([closed, aborted]);

    const tls = await createCertificate(Date.now());
    const port = Number(new URL(aws.origin).port);
    const again = await startDataPlane({ apiGateway: aws.gateway, tls, host: "127.0.0.1", port });
    assert.equal(again.origin, aws.origin);
    await again.stop();
  });

  it("aborts the integration's call when the client goes", async () => {
    aws = await startTestGateway();
    const { url } = await aws.deploy([{ path: "x" }]);
    const called = callWithoutAnswer(aws);
    const socket = await open(aws);
    socket.write(post(`${url}/x`, "{}"));
    const { signal } = await called;
    const aborted = once(signal, "abort");
    socket.destroy();
    await aborted;
    assert.deepEqual(aws.logged, []);
  });

  it("drops a request that ends before its body is whole, and goes on", async () => {
    aws = await startTestGateway();
    const { url } = await aws.deploy([{ path: "x" }]);
    const socket = await open(aws);
    const head = post(`${url}/x`, "{}").replace("Content-Length: 2", "Content-Length: 20");
    const closed = once(socket.resume(), "close");
    socket.end(head);
    await closed;
    assert.equal((await aws.send(`${url}/x`)).status, 200);
    assert.deepEqual([aws.calls.length, aws.logged], [1, []]);
  });

  it("answers an ordered failure before it routes, and breaks a connection", async () => {
    let next: Awaited<
      ReturnType<NonNullable<NonNullable<Parameters<typeof startTestGateway>[0]>["hooks"]>["beforeRouting"] & object>
    >;
    aws = await startTestGateway({ hooks: { beforeRouting: () => Promise.resolve(next) } });
    const { url } = await aws.deploy([{ path: "x" }]);
    next = { status: 503, headers: {}, body: Buffer.alloc(0) };
    const { status, text, headers } = await aws.send(`${url}/x`);
    assert.deepEqual([status, text, headers["x-amzn-requestid"]], [503, "", undefined]);
    next = "reset";
    await assert.rejects(aws.send(`${url}/x`));
    next = undefined;
    assert.equal((await aws.send(`${url}/x`)).status, 200);
    assert.equal(aws.calls.length, 1);
  });

  it("lets an ordered failure stand in for the backend, or call it and then fail", async () => {
    aws = await startTestGateway({
      hooks: {
        inPlaceOfBackend: async (call, backend) => {
          await backend(call);
          return backendResponse(500, { __type: "InternalFailure" });
        },
      },
    });
    const responses = { "200": { integration: { selectionPattern: "200" } }, "503": {} };
    const { url } = await aws.deploy([{ path: "x", responses }]);
    assert.equal((await aws.send(`${url}/x`)).status, 503);
    assert.equal(aws.calls.length, 1);
  });

  it("refuses a port that is taken", async () => {
    aws = await startTestGateway();
    const tls = await createCertificate(Date.now());
    const port = Number(new URL(aws.origin).port);
    await assert.rejects(startDataPlane({ apiGateway: aws.gateway, tls, host: "127.0.0.1", port }), /EADDRINUSE/);
  });

  describe("over HTTP/2, to a client that offers it,", () => {
    let session: ClientHttp2Session;
    let url: string;

    async function start(options: Parameters<typeof startTestGateway>[0] = {}): Promise<void> {
      aws = await startTestGateway(options);
      ({ url } = await aws.deploy([{ path: "x" }]));
      session = connectHttp2(aws.origin, { ca: aws.cert });
      await once(session, "connect");
      // A connection that the server breaks is what some tests wait for.
      session.on("error", () => undefined);
    }
    const open = () => session.request({ ":method": "POST", ":path": new URL(`${url}/x`).pathname });
    async function send(body: string): Promise<readonly [status: number, text: string]> {
      const stream = open().end(body);
      const backendResponse = once(stream, "response") as Promise<[{ readonly ":status": number }]>;
      const [[headers], received] = await Promise.all([backendResponse, text(stream)]);
      return [headers[":status"], received];
    }
    afterEach(() => {
      session.destroy();
    });

    it("answers many requests at once on one connection, their bodies of no stated length", async () => {
      await start();
      assert.equal(session.alpnProtocol, "h2");
      const bodies = Array.from({ length: 20 }, (_, index) => JSON.stringify({ index, pad: "x".repeat(50_000) }));
      const answers = await Promise.all(bodies.map(send));
      assert.deepEqual(new Set(answers.map(([status]) => status)), new Set([200]));
      assert.deepEqual(aws.calls.map(({ body }) => body.toString()).sort(), [...bodies].sort());
    });

    it("drops a request that is cancelled before its body is whole, and goes on", async () => {
      await start();
      for (const code of [constants.NGHTTP2_CANCEL, constants.NGHTTP2_NO_ERROR]) {
        const cut = open();
        cut.on("error", () => undefined);
        const closed = once(cut, "close");
        await new Promise((resolve) => cut.write('{"cut":', resolve));
        cut.close(code);
        await closed;
      }
      assert.equal((await send("{}"))[0], 200);
      assert.deepEqual([aws.calls.length, aws.logged], [1, []]);
    });

    it("aborts the integration's call when the client cancels its request", async () => {
      await start();
      const called = callWithoutAnswer(aws);
      const stream = open().end("{}");
      const { signal } = await called;
      const aborted = once(signal, "abort");
      stream.close(constants.NGHTTP2_CANCEL);
      await aborted;
      assert.deepEqual(aws.logged, []);
    });

    it("breaks the whole connection where a failure is ordered", async () => {
      await start({ hooks: { beforeRouting: () => Promise.resolve("reset") } });
      const closed = new Promise((resolve) => session.once("close", resolve));
      open().on("error", () => undefined);
      await closed;
      assert.deepEqual([aws.calls.length, aws.logged], [0, []]);
    });

    it("stops with requests under way", async () => {
      await start();
      const called = callWithoutAnswer(aws);
      const closed = new Promise((resolve) => session.once("close", resolve));
      open()
        .on("error", () => undefined)
        .end("{}");
      const { signal } = await called;
      const aborted = signal.aborted ? Promise.resolve() : once(signal, "abort");
      await aws.stop();
      await Promise.all([closed, aborted]);
    });
  });
});
