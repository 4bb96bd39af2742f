import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { gunzipSync } from "node:zlib";

import { certificateFor, type Received } from "@aerospike-kinesis/test-support";

import type { ConnectorOptions } from "../src/connector";
import { formatterOf } from "../src/format";
import type { HealthEvent } from "../src/health";
import { type ChangeNotification, digestOf, type Write } from "../src/notification";
import { startXdr } from "../src/xdr";
import { connectorsOfTests, yamlOf } from "./support/connectors";
import { fakeScheduler } from "./support/scheduler";

const record: Write = {
  op: "write",
  namespace: "test",
  set: "demo",
  digest: digestOf("demo", "ä"),
  gen: 1,
  lut: 2,
  exp: 0,
  bins: new Map([["name", "Zürich 🏔"]]),
};

const yaml = (urls: readonly string[], ...settings: readonly string[]) => yamlOf("HTTP_1_1", urls, settings);

describe("startConnector", () => {
  const { servers, serve, connect } = connectorsOfTests();

  /** A server, and a connector to its path /prod/kinesis?x=1. */
  async function pair(
    answer: ((request: Received) => void) | undefined,
    settings: readonly string[] = [],
    options: Omit<ConnectorOptions, "configuration"> = {},
  ) {
    const server = await serve(answer);
    const text = yaml([`${server.origin}/prod/kinesis?x=1`], ...settings);
    return { server, connector: connect(text, { ca: server.ca, ...options }) };
  }

  it("posts a record to the URL, with the digest, and the configuration's headers as they are written", async () => {
    const { server, connector } = await pair(undefined, [
      "headers:",
      "  send-digest-headers: true",
      "  additional-headers: {Content-Type: application/json, streamname: orders, X-Api-Key: '0123'}",
    ]);
    await connector.ship(record);
    const [request] = server.received as [Received];
    assert.equal(`${request.method} ${request.path}`, "POST /prod/kinesis?x=1");
    assert.deepEqual(
      request.rawHeaders.filter(([name]) => !["host", "connection", "content-length"].includes(name.toLowerCase())),
      [
        ["aerospike-digest", record.digest.toString("base64")],
        ["Content-Type", "application/json"],
        ["streamname", "orders"],
        ["X-Api-Key", "0123"],
      ],
    );
    const body = formatterOf({ mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true })(record);
    assert.deepEqual(request.body, body);
  });

  it("sends no digest and no Content-Type unless it is told to", async () => {
    const { server, connector } = await pair(undefined);
    await connector.ship(record);
    const { headers } = server.received[0]!;
    assert.deepEqual([headers["aerospike-digest"], headers["content-type"]], [undefined, undefined]);
  });

  it("acknowledges what http-success-status-codes names and nothing else, and hands the answer on", async () => {
    const statuses = [200, 201, 302, 400, 403, 429, 503];
    const { connector } = await pair(
      ({ response }) => response.writeHead(statuses.shift() ?? 500).end('{"ShardId":"s"}'),
      ["http-success-status-codes: [200]"],
    );
    const acks = [];
    while (statuses.length > 0) acks.push(await connector.ship(record));
    assert.deepEqual(
      acks.map(({ acknowledged, permanent, cause, status, body }) => [acknowledged, permanent, cause, status, body]),
      [
        [true, false, "HTTP 200", 200, '{"ShardId":"s"}'],
        ...[201, 302, 400, 403, 429, 503].map((status) => [false, false, `HTTP ${status}`, status, '{"ShardId":"s"}']),
      ],
    );
    assert.ok(acks.every(({ latencyMs }) => latencyMs > 0));
  });

  it("acknowledges every 2xx by default", async () => {
    const { connector } = await pair(({ response }) => response.writeHead(299).end());
    assert.equal((await connector.ship(record)).acknowledged, true);
  });

  it("keeps its connection", async () => {
    const { server, connector } = await pair(undefined);
    for (let times = 0; times < 3; times += 1) await connector.ship(record);
    assert.deepEqual([server.received.length, server.sockets.length], [3, 1]);
  });

  it("has max-connections-per-endpoint requests under way, and lets the others wait in their order", async () => {
    const { server, connector } = await pair(() => undefined, ["max-connections-per-endpoint: 2"]);
    const names = ["a", "b", "c", "d", "e"];
    const acks = names.map((name) => connector.ship({ ...record, bins: new Map([["name", name]]) }));
    for (let answered = 0; answered < names.length; answered += 1) {
      const underWay = Math.min(answered + 2, names.length);
      await server.arrived(underWay);
      assert.equal(server.received.length, underWay);
      server.received[answered]?.response.end();
      await acks[answered];
    }
    assert.equal(server.sockets.length, 2);
    const order = server.received.map(({ body }) => /"name":"(.)"/.exec(body.toString())?.[1]);
    assert.deepEqual([...order.slice(0, 2).sort(), ...order.slice(2)], names);
  });

  it("refuses more than max-request-queued-per-endpoint records to wait", async () => {
    const { server, connector } = await pair(() => undefined, ["max-request-queued-per-endpoint: 1"]);
    const acks = [connector.ship(record), connector.ship(record)];
    assert.equal((await connector.ship(record)).cause, "queue-full");
    for (const [index, ack] of acks.entries()) {
      await server.arrived(index + 1);
      server.received[index]?.response.end();
      assert.equal((await ack).acknowledged, true);
    }
  });

  describe("with time in the test's hand", () => {
    it("ignores an answer that takes longer than call-timeout, and continues with a new connection", async () => {
      const scheduler = fakeScheduler();
      const { server, connector } = await pair(() => undefined, ["call-timeout: 8000"], { scheduler });
      const late = connector.ship(record);
      await server.arrived(1);
      await scheduler.advance(8000);
      assert.deepEqual(await late, {
        acknowledged: false,
        permanent: false,
        cause: "call-timeout",
        body: "",
        latencyMs: 8000,
      });
      const next = connector.ship(record);
      await server.arrived(2);
      server.received[1]?.response.end();
      assert.equal((await next).acknowledged, true);
      assert.equal(server.sockets.length, 2);
    });

    it("does not accept an answer whose body does not end, whatever its status", async () => {
      const scheduler = fakeScheduler();
      const { server, connector } = await pair(({ response }) => response.writeHead(200).write("{"), [], { scheduler });
      const late = connector.ship(record);
      await server.arrived(1);
      await scheduler.advance(1000);
      assert.equal((await late).cause, "call-timeout");
    });

    it("leaves a connection that is as old as connection-ttl", async () => {
      const scheduler = fakeScheduler();
      const { server, connector } = await pair(undefined, ["connection-ttl: 15000"], { scheduler });
      for (const [ms, connections] of [
        [0, 1],
        [14_999, 1],
        [1, 2],
        [14_999, 2],
      ] as const) {
        await scheduler.advance(ms);
        assert.equal((await connector.ship(record)).acknowledged, true);
        assert.equal(server.sockets.length, connections);
      }
    });

    for (const [why, settings, cause, ms] of [
      ["connect-timeout", ["connect-timeout: 2000", "call-timeout: 8000"], "connect-timeout", 2000],
      ["call-timeout, if that is sooner", ["connect-timeout: 2000"], "call-timeout", 1000],
    ] as const) {
      it(`gives up connecting, TLS handshake included, after ${why}`, async () => {
        const scheduler = fakeScheduler();
        const silent = createServer().listen(0, "127.0.0.1");
        await once(silent, "listening");
        const accepted = once(silent, "connection");
        const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
        const ack = connect(yaml([url], ...settings), { scheduler }).ship(record);
        const [socket] = (await accepted) as [Socket];
        const closed = once(socket.resume(), "close");
        await scheduler.advance(ms);
        assert.deepEqual(await ack.then((given) => [given.cause, given.latencyMs]), [cause, ms]);
        await closed;
        silent.close();
      });
    }

    it("counts a call's time from when it has a connection", async () => {
      const scheduler = fakeScheduler();
      const { server, connector } = await pair(() => undefined, [], { scheduler });
      const [first, second] = [connector.ship(record), connector.ship(record)];
      await server.arrived(1);
      await scheduler.advance(900);
      server.received[0]?.response.end();
      assert.equal((await first).acknowledged, true);
      await server.arrived(2);
      await scheduler.advance(900);
      server.received[1]?.response.end();
      assert.deepEqual(await second.then(({ cause, latencyMs }) => [cause, latencyMs]), ["HTTP 200", 1800]);
    });
  });

  it("says what became of a connection", async () => {
    const { server, connector } = await pair(({ response }) => response.socket?.destroy());
    assert.equal((await connector.ship(record)).cause, "connection-reset");
    await server.close();
    servers.splice(0);
    assert.equal((await connector.ship(record)).cause, "connection-refused");
    const nowhere = connect(yaml(["https://nowhere.invalid"], "call-timeout: 60000"), {});
    assert.equal((await nowhere.ship(record)).cause, "host-unknown");
  });

  it("says that an answer is no HTTP", async () => {
    const { connector } = await pair(({ response }) => response.socket?.end("garbage\r\n\r\n"));
    assert.equal((await connector.ship(record)).cause, "invalid-answer");
  });

  describe("trusts exactly the certificate it is handed", () => {
    for (const [why, ca] of [
      ["none", () => undefined],
      ["another", async () => (await certificateFor({ ip: "127.0.0.1" })).cert],
    ] as const) {
      it(`and so not the server's with ${why}`, async () => {
        const server = await serve();
        const trusted = await ca();
        const connector = connect(yaml([server.origin]), trusted === undefined ? {} : { ca: trusted });
        assert.equal((await connector.ship(record)).cause, "certificate");
        assert.equal(server.received.length, 0);
      });
    }

    it("and so not one for another host", async () => {
      const server = await serve(undefined, await certificateFor({ name: "example.com" }));
      assert.equal((await connect(yaml([server.origin]), { ca: server.ca }).ship(record)).cause, "certificate");
      assert.equal(server.received.length, 0);
    });

    it("whatever the environment says", async () => {
      const server = await serve();
      const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
      try {
        assert.equal((await connect(yaml([server.origin]), {}).ship(record)).cause, "certificate");
      } finally {
        if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      }
    });
  });

  it("spreads records over the URLs of a destination", async () => {
    const certificate = await certificateFor({ ip: "127.0.0.1" });
    const [first, second] = [await serve(undefined, certificate), await serve(undefined, certificate)];
    const connector = connect(yaml([first.origin, second.origin]), { ca: first.ca });
    for (let times = 0; times < 4; times += 1) await connector.ship(record);
    assert.deepEqual([first.received.length, second.received.length], [2, 2]);
  });

  it("acknowledges a record only if every destination took it", async () => {
    const certificate = await certificateFor({ ip: "127.0.0.1" });
    let status = 503;
    const good = await serve(({ response }) => response.end("good"), certificate);
    const bad = await serve(({ response }) => response.writeHead(status).end("bad"), certificate);
    const connector = connect(
      `
destinations:
  good: {urls: ["${good.origin}"], protocol: HTTP_1_1}
  bad: {urls: ["${bad.origin}"], protocol: HTTP_1_1}
routing: {mode: static-multi-destination, destinations: [good, bad]}
format: {mode: json}
`,
      { ca: good.ca },
    );
    const refused = await connector.ship(record);
    assert.deepEqual([refused.acknowledged, refused.status, refused.body], [false, 503, "bad"]);
    status = 200;
    assert.equal((await connector.ship(record)).acknowledged, true);
    assert.deepEqual([good.received.length, bad.received.length], [2, 2]);
  });

  it("compresses bodies above the threshold", async () => {
    const { server, connector } = await pair(undefined, ["compression: gzip", "compression-threshold: 200"]);
    await connector.ship(record);
    await connector.ship({ ...record, bins: new Map([["name", "x".repeat(500)]]) });
    const [small, large] = server.received as [Received, Received];
    assert.equal(small.headers["content-encoding"], undefined);
    assert.match(small.body.toString(), /^\{"metadata"/);
    assert.equal(large.headers["content-encoding"], "gzip");
    assert.match(gunzipSync(large.body).toString(), /x{500}"\}$/);
  });

  it("sends the body of a formatter of the caller's own, byte for byte", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const { server, connector } = await pair(undefined, [], { format: () => bytes });
    await connector.ship(record);
    assert.deepEqual(server.received[0]?.body, bytes);
  });

  it("sends nothing of a record that the format cannot express, and says that this is final", async () => {
    const { server, connector } = await pair(undefined);
    const bins = new Map([["m", new Map([[Buffer.from("k"), 1n]])]]);
    const { acknowledged, permanent, cause } = await connector.ship({ ...record, bins });
    assert.deepEqual(
      { acknowledged, permanent, cause },
      { acknowledged: false, permanent: true, cause: "not-serialisable" },
    );
    assert.equal(server.received.length, 0);
  });

  it("acknowledges nothing after it is stopped, neither records under way nor waiting ones", async () => {
    const { server, connector } = await pair(() => undefined);
    const acks = [connector.ship(record), connector.ship(record)];
    await server.arrived(1);
    connector.stop();
    acks.push(connector.ship(record));
    for (const ack of acks) assert.equal((await ack).cause, "connector-stopped");
  });

  describe("checks health", () => {
    const HEALTH = "health-check: {interval-seconds: 30, healthy-threshold: 2, call-timeout: 5000}";

    /** A connector, and how to let an interval pass and await what its checks say, by URL. */
    function checked(urls: readonly string[], ca: string) {
      const scheduler = fakeScheduler();
      const told = new EventEmitter();
      const onEvent = (event: HealthEvent) => told.emit(event.url, event);
      const headers = "headers: {send-digest-headers: true, additional-headers: {x-api-key: k}}";
      const connector = connect(yaml(urls, HEALTH, headers), { ca, scheduler, onEvent });
      const check = async (ms = 30_000) => {
        const events = urls.map((url) => once(told, url) as Promise<[HealthEvent]>);
        await scheduler.advance(ms);
        return (await Promise.all(events)).flat();
      };
      return { connector, scheduler, check };
    }

    it("with a GET of the URL, without headers of ours, every interval", async () => {
      const server = await serve();
      const url = `${server.origin}/prod/kinesis`;
      const { scheduler, check } = checked([url], server.ca);
      for (const checks of [1, 2]) {
        await scheduler.advance(29_999);
        assert.equal(server.received.length, checks - 1);
        const events = await check(1);
        assert.deepEqual(events, [{ kind: "health", url, cause: "HTTP 200", passed: true, healthy: true }]);
        const { method, path, rawHeaders } = server.received[checks - 1]!;
        assert.deepEqual([method, path], ["GET", "/prod/kinesis"]);
        assert.deepEqual(rawHeaders.map(([name]) => name.toLowerCase()).sort(), ["connection", "host"]);
      }
    });

    it("and sends nothing to a URL from a failed check until it has passed often enough", async () => {
      const certificate = await certificateFor({ ip: "127.0.0.1" });
      let status = 503;
      const steady = await serve(undefined, certificate);
      const ill = await serve(({ response }) => response.writeHead(status).end(), certificate);
      const { connector, check } = checked([ill.origin, steady.origin], steady.ca);
      const shipTwice = async () => {
        for (let times = 0; times < 2; times += 1) await connector.ship(record);
        return ill.received.filter(({ method }) => method === "POST").length;
      };
      assert.deepEqual(
        (await check()).map(({ healthy, cause }) => [healthy, cause]),
        [
          [false, "HTTP 503"],
          [true, "HTTP 200"],
        ],
      );
      assert.equal(await shipTwice(), 0);
      status = 200;
      assert.equal((await check())[0]?.healthy, false);
      assert.equal(await shipTwice(), 0);
      assert.equal((await check())[0]?.healthy, true);
      assert.equal(await shipTwice(), 1);
    });

    it("and still sends when no URL is healthy", async () => {
      const server = await serve(({ method, response }) => response.writeHead(method === "GET" ? 403 : 200).end());
      const { connector, check } = checked([server.origin], server.ca);
      assert.equal((await check())[0]?.healthy, false);
      assert.equal((await connector.ship(record)).acknowledged, true);
    });
  });

  it("sends each record where its set, its namespace or the root routes it, and a delete without a set as it comes", async () => {
    const server = await serve();
    const destination = (name: string) =>
      `  ${name}: {urls: [${server.origin}/${name}], protocol: HTTP_1_1, headers: {additional-headers: {streamname: ${name}}}}`;
    const routing = (name: string) => `{mode: static-multi-destination, destinations: [${name}]}`;
    const text = `
destinations:
${["rest", "shop", "cart"].map(destination).join("\n")}
routing: ${routing("rest")}
namespaces: {shop: {routing: ${routing("shop")}, sets: {cart: {routing: ${routing("cart")}}}}}
format: {mode: flat-json, metadata-key: metadata}
`;
    const connector = connect(text, { ca: server.ca });
    const { digest, lut } = record;
    const shipped: ChangeNotification[] = [
      record,
      { ...record, namespace: "shop" },
      { ...record, namespace: "shop", set: "cart" },
      { op: "delete", namespace: "shop", set: "cart", digest, lut, durable: false },
      { op: "delete", namespace: "shop", digest, lut, durable: false },
    ];
    for (const each of shipped) assert.equal((await connector.ship(each)).acknowledged, true);
    assert.deepEqual(
      server.received.map(({ path, headers }) => [path, headers.streamname]),
      ["rest", "shop", "cart", "cart", "shop"].map((name) => [`/${name}`, name]),
    );
  });

  it("with XDR delivers a record twice if its acknowledgement is lost, and loses none", async () => {
    const stored: string[] = [];
    const { connector } = await pair(({ body, response }) => {
      stored.push(/"name":"(.*?)"/.exec(body.toString())?.[1] ?? "");
      if (stored.length === 2) response.socket?.destroy();
      else response.end();
    });
    const xdr = startXdr({ connectors: [connector], periodMs: 1 });
    const names = ["a", "b", "c"];
    const records = names.map((name): ChangeNotification => ({ ...record, bins: new Map([["name", name]]) }));
    for (const each of records) await xdr.write(each);
    await xdr.waitUntilSettled();
    assert.deepEqual(stored, ["a", "b", "b", "c"]);
    assert.deepEqual(xdr.statistics().retries, { "connection-reset": 1 });
  });
});
