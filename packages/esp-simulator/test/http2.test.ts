import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

import { certificateFor, type Received } from "@aerospike-kinesis/test-support";

import type { ConnectorOptions } from "../src/connector";
import { type ChangeNotification, digestOf } from "../src/notification";
import { connectorsOfTests, yamlOf } from "./support/connectors";
import { fakeScheduler } from "./support/scheduler";

const record: ChangeNotification = {
  op: "write",
  namespace: "test",
  digest: digestOf("demo", "ä"),
  gen: 1,
  lut: 2,
  exp: 0,
  bins: new Map([["name", "Zürich 🏔"]]),
};

describe("startConnector with protocol HTTP_2", () => {
  const { servers, serve, connect: connectBy } = connectorsOfTests();
  const connect = (url: string, settings: readonly string[], options: Omit<ConnectorOptions, "configuration">) =>
    connectBy(yamlOf("HTTP_2", [url], settings), options);

  async function pair(
    answer?: (request: Received) => void,
    settings: readonly string[] = [],
    options: Omit<ConnectorOptions, "configuration"> = {},
  ) {
    const server = await serve(answer);
    return { server, connector: connect(`${server.origin}/prod/kinesis`, settings, { ca: server.ca, ...options }) };
  }

  it("posts a record with the configuration's headers, in lower case, as HTTP/2 writes them", async () => {
    const { server, connector } = await pair(
      ({ response }) => response.writeHead(200).end('{"ShardId":"s"}'),
      ["headers: {send-digest-headers: true, additional-headers: {Content-Type: application/json, X-Api-Key: '01'}}"],
    );
    const { acknowledged, status, body } = await connector.ship(record);
    assert.deepEqual([acknowledged, status, body], [true, 200, '{"ShardId":"s"}']);
    const [request] = server.received as [Received];
    const digest = record.digest.toString("base64");
    assert.deepEqual(
      request.rawHeaders.filter(([name]) => ![":scheme", ":authority"].includes(name)),
      [
        [":method", "POST"],
        [":path", "/prod/kinesis"],
        ["aerospike-digest", digest],
        ["content-type", "application/json"],
        ["x-api-key", "01"],
        ["content-length", String(request.body.length)],
      ],
    );
    assert.match(request.body.toString(), new RegExp(`"digest":"${digest.replaceAll("+", "\\+")}"`));
  });

  for (const [connections, streams] of [
    [1, 3],
    [3, 1],
    [2, 2],
  ] as const) {
    it(`has ${streams} requests under way on each of ${connections} connections, and lets the others wait`, async () => {
      const { server, connector } = await pair(
        () => undefined,
        [`max-connections-per-endpoint: ${connections}`, `http2-max-concurrent-streams: ${streams}`],
      );
      const acks = Array.from({ length: 7 }, () => connector.ship(record));
      const atOnce = connections * streams;
      for (let answered = 0; answered < acks.length; answered += 1) {
        const underWay = Math.min(answered + atOnce, acks.length);
        await server.arrived(underWay);
        assert.equal(server.received.length, underWay);
        server.received[answered]?.response.end();
        await Promise.any(acks.slice(0, underWay));
      }
      assert.ok((await Promise.all(acks)).every(({ acknowledged }) => acknowledged));
      assert.deepEqual([server.sockets.length, server.sessions.length], [connections, connections]);
    });
  }

  it("gives up a request after call-timeout, and leaves its connection to the others", async () => {
    const scheduler = fakeScheduler();
    const { server, connector } = await pair(() => undefined, ["call-timeout: 8000"], { scheduler });
    const late = connector.ship(record);
    await server.arrived(1);
    await scheduler.advance(5000);
    const next = connector.ship(record);
    await server.arrived(2);
    await scheduler.advance(3000);
    assert.deepEqual(await late.then(({ cause, latencyMs }) => [cause, latencyMs]), ["call-timeout", 8000]);
    server.received[1]?.response.end();
    assert.equal((await next).acknowledged, true);
    assert.equal(server.sockets.length, 1);
  });

  it("gives up connecting, TLS handshake included, after connect-timeout", async () => {
    const scheduler = fakeScheduler();
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const accepted = once(silent, "connection");
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const ack = connect(url, ["connect-timeout: 300"], { scheduler }).ship(record);
    await accepted;
    await scheduler.advance(300);
    assert.equal((await ack).cause, "connect-timeout");
    silent.close();
  });

  it("leaves a connection that is as old as connection-ttl to what is under way on it", async () => {
    const scheduler = fakeScheduler();
    const settings = ["connection-ttl: 15000", "call-timeout: 60000", "max-connections-per-endpoint: 2"];
    const { server, connector } = await pair(() => undefined, settings, { scheduler });
    const slow = connector.ship(record);
    await server.arrived(1);
    await scheduler.advance(15_000);
    const next = connector.ship(record);
    await server.arrived(2);
    assert.equal(server.sockets.length, 2);
    const ended = once(server.sessions[0]!, "close");
    for (const { response } of server.received) response.end();
    for (const ack of [slow, next]) assert.equal((await ack).acknowledged, true);
    await ended;
  });

  it("does not accept an answer that is cut off, whatever its status", async () => {
    const { connector } = await pair(({ response }) => {
      response.writeHead(200, { "Content-Length": 20 });
      response.write("{");
      setImmediate(() => response.destroy());
    });
    assert.equal((await connector.ship(record)).cause, "connection-reset");
  });

  it("says what became of a connection, and makes another for the next record", async () => {
    const { server, connector } = await pair(({ response }) => {
      if (server.received.length === 1) server.sessions[0]?.destroy();
      else response.end();
    });
    assert.equal((await connector.ship(record)).cause, "connection-reset");
    assert.equal((await connector.ship(record)).acknowledged, true);
    await server.close();
    servers.splice(0);
    // The connection that is broken may be found broken only by the next record.
    await connector.ship(record);
    assert.equal((await connector.ship(record)).cause, "connection-refused");
    const nowhere = connect("https://nowhere.invalid", ["connect-timeout: 60000", "call-timeout: 60000"], {});
    assert.equal((await nowhere.ship(record)).cause, "host-unknown");
  });

  it("finishes on a connection that the server wants to end, and uses it no more", async () => {
    const { server, connector } = await pair(() => undefined);
    const first = connector.ship(record);
    await server.arrived(1);
    server.sessions[0]?.close();
    server.received[0]?.response.end();
    assert.equal((await first).acknowledged, true);
    const second = connector.ship(record);
    await server.arrived(2);
    server.received[1]?.response.end();
    assert.equal((await second).acknowledged, true);
    assert.equal(server.sockets.length, 2);
  });

  it("trusts exactly the certificate it is handed", async () => {
    const server = await serve();
    const { cert } = await certificateFor({ ip: "127.0.0.1" });
    for (const options of [{}, { ca: cert }]) {
      assert.equal((await connect(server.origin, [], options).ship(record)).cause, "certificate");
    }
    assert.equal(server.received.length, 0);
  });

  it("has many large records under way on one connection", async () => {
    const large = Buffer.alloc(8 * 1024 * 1024, 0xff);
    const { server, connector } = await pair(undefined, ["call-timeout: 60000"], { format: () => large });
    const acks = await Promise.all(Array.from({ length: 6 }, () => connector.ship(record)));
    assert.deepEqual(new Set(acks.map(({ cause }) => cause)), new Set(["HTTP 200"]));
    assert.ok(server.received.every(({ body }) => body.equals(large)));
    assert.equal(server.sockets.length, 1);
  });

  it("acknowledges nothing after it is stopped, neither records under way nor waiting ones", async () => {
    const { server, connector } = await pair(() => undefined, ["http2-max-concurrent-streams: 1"]);
    const acks = [connector.ship(record), connector.ship(record)];
    await server.arrived(1);
    connector.stop();
    acks.push(connector.ship(record));
    for (const ack of acks) assert.equal((await ack).cause, "connector-stopped");
  });

  it("checks health over HTTP/2, too", async () => {
    const scheduler = fakeScheduler();
    const events: string[] = [];
    const { server } = await pair(undefined, ["health-check: {interval-seconds: 30}"], {
      scheduler,
      onEvent: ({ cause }) => events.push(cause),
    });
    await scheduler.advance(30_000);
    await server.arrived(1);
    assert.equal(server.received[0]?.method, "GET");
    assert.equal(server.sessions.length, 1);
    while (events.length === 0) await new Promise(setImmediate);
    assert.deepEqual(events, ["HTTP 200"]);
  });
});
