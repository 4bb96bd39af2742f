import assert from "node:assert/strict";

import { type HttpsServer, type Received, startHttpsServer } from "@aerospike-kinesis/test-support";

import type { DeployedPipeline } from "../../commands/shared/open-pipeline";
import { smoke, type SmokeOptions } from "../../commands/smoke/smoke";
import { parseSettings } from "../../config/parse";
import { renderConnectorConfig } from "../../connector/render";
import { routesOf } from "../../connector/routes";

const KEY = "not-a-key-but-no-text-for-a-log";

describe("smoke", () => {
  let server: HttpsServer;
  afterEach(async () => {
    await server.close();
  });

  /** Smoke tests a server in the place of the API; whatever it stores has the bytes and the digest of the last request. */
  async function run(
    answer: (request: Received) => void,
    connector: object = {},
    options: Partial<SmokeOptions> = {},
    file?: string,
    streams: readonly object[] = [{}],
  ) {
    server = await startHttpsServer(answer);
    const settings = parseSettings("dev", { service: "orders", regions: ["eu-west-1"], connector, streams });
    const facts = { endpoint: `${server.origin}/dev/kinesis`, apiKey: KEY };
    const names = settings.streams.map(({ name }) => name);
    const said: string[] = [];
    const stored = () => {
      const [first] = server.received.filter(({ headers }) => headers["x-api-key"] === KEY).slice(-1);
      return { Data: first?.body, PartitionKey: first?.headers["aerospike-digest"], SequenceNumber: "1" };
    };
    const kinesis = {
      send: (command: { readonly input: object }) =>
        Promise.resolve("ShardIterator" in command.input ? { Records: [stored()] } : { ShardIterator: "i" }),
    };
    const checks = await smoke(
      {
        connectorConfig:
          file ??
          renderConnectorConfig(settings.connector, routesOf(settings.streams, settings.connector.streamname), facts),
        outputs: {
          endpoint: facts.endpoint,
          streams: Object.fromEntries(
            names.map((name) => [name, `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`]),
          ),
        },
        clients: { kinesis },
        ca: server.ca,
      } as unknown as DeployedPipeline,
      { report: (line) => said.push(line), retryMs: 1, ...options },
    );
    return { said, failed: checks.filter(({ ok }) => !ok).map(({ name, found }) => `${name}: ${found}`), checks };
  }

  const stores = ({ headers, response }: Received): void => {
    response.writeHead(headers["x-api-key"] === KEY ? 200 : 403).end('{"ShardId":"s","SequenceNumber":"1"}');
  };

  for (const [what, connector] of Object.entries({
    HTTP_2: { protocol: "HTTP_2" },
    "message-pack": { format: { mode: "message-pack" } },
    avro: { format: { mode: "avro", "schema-file": "/etc/orders.avsc" } },
    "timeouts that nothing can keep": { "connect-timeout": 1 },
  })) {
    it(`passes where the connector is set to ${what}`, async () => {
      const { failed, checks } = await run(stores, connector);
      assert.deepEqual([failed, checks.length], [[], 5]);
      const type = { "message-pack": "application/x-msgpack", avro: "application/avro" }[what] ?? "application/json";
      assert.equal(server.received[0]?.headers["content-type"], type);
    });
  }

  it("tests every stream that the connector's file names, and says which it does not name", async () => {
    const streams = [{ name: "orders", default: true }, { name: "carts", namespaces: ["carts"] }, { name: "unrouted" }];
    const { failed, checks, said } = await run(stores, {}, {}, undefined, streams);
    assert.deepEqual([failed, checks.length], [[], 10]);
    assert.equal(said[0]?.trim(), "unrouted is not tried: the connector's file does not name this stream");
    assert.deepEqual(
      server.received.map(({ headers }) => headers.streamname),
      ["orders", "orders", "carts", "carts"],
    );
    assert.equal(checks[5]?.name, "posts a record with the key (carts)");
  });

  it("tries again what may pass by itself, and says so", async () => {
    const statuses = [403, 504, 429, 503];
    const { failed, said } = await run((request) => {
      const status = statuses.shift();
      if (status === undefined) stores(request);
      else request.response.writeHead(status).end(`{"error":"${status}"}`);
    });
    assert.deepEqual(failed, []);
    assert.deepEqual(
      said.slice(0, 4).map((line) => line.replace(/ for \d+ s$/, "").trim()),
      [
        "403: a new key takes minutes to spread; trying again",
        ...[504, 429, 503].map(
          (status) => `${status} {"error":"${status}"}: the connector would send it again, too; trying again`,
        ),
      ],
    );
  });

  it("gives up after its patience, and names the answer", async () => {
    const { failed } = await run(({ response }) => response.writeHead(503).end("{}"), {}, { failurePatienceMs: 0 });
    assert.deepEqual(failed, ["posts a record with the key: 503 {}", "is refused without the key: 503 {}"]);
  });

  it("fails at once where no answer comes", async () => {
    const { failed } = await run(({ response }) => response.socket?.destroy());
    assert.deepEqual(failed, [
      "posts a record with the key: UND_ERR_SOCKET",
      "is refused without the key: UND_ERR_SOCKET",
    ]);
  });

  it("says that the file cannot be read, and quotes nothing of it", async () => {
    for (const file of ["", "a: [", `destinations: { a: { urls: [], x: "${KEY}" } }`]) {
      await assert.rejects(run(stores, {}, {}, file), ({ message }: Error) => {
        assert.match(
          message,
          /^The connector's file in Secrets Manager does not name this region's URL with its headers and the format\. Run pulumi up/,
        );
        assert.doesNotMatch(message, new RegExp(KEY));
        return true;
      });
      await server.close();
    }
    server = await startHttpsServer();
  });
});
