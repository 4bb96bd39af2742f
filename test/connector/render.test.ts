import assert from "node:assert/strict";

import { parse } from "yaml";

import { parseSettings } from "../../config/parse";
import type { ConnectorSettings } from "../../config/settings";
import { renderConnectorConfig } from "../../connector/render";
import { routesOf } from "../../connector/routes";

const { connector: defaults } = parseSettings("dev", {
  service: "orders",
  regions: ["ap-south-1"],
  streams: [{ name: "my_kinesis_stream" }],
});
const facts = {
  endpoint: "https://abc123xyz.execute-api.ap-south-1.amazonaws.com/prod/kinesis",
  apiKey: "your-api-key-here",
};
function render(change: Partial<ConnectorSettings> = {}, changedFacts: Partial<typeof facts> = {}): string {
  const settings = { ...defaults, ...change };
  return renderConnectorConfig(settings, routesOf([], settings.streamname), { ...facts, ...changedFacts });
}

describe("aerospike-esp-outbound.yml", () => {
  it("is the guide's complete example, but for a call-timeout below XDR's and the one status that acknowledges", () => {
    assert.equal(
      render(),
      `service:
  port:
    - 8901
  manage:
    port: 8902
logging:
  file: "/var/log/aerospike-esp-outbound/aerospike-esp-outbound.log"
destinations:
  aws-kinesis:
    urls:
      - "https://abc123xyz.execute-api.ap-south-1.amazonaws.com/prod/kinesis"
    protocol: "HTTP_1_1"
    headers:
      send-digest-headers: true
      additional-headers:
        Content-Type: "application/json"
        streamname: "my_kinesis_stream"
        x-api-key: "your-api-key-here"
    connection-ttl: 15000
    call-timeout: 8000
    connect-timeout: 2000
    max-connections-per-endpoint: 10
    health-check:
      enabled: true
      interval-seconds: 30
      call-timeout: 5000
    http-success-status-codes:
      - 200
routing:
  mode: "static"
  destination:
    - "aws-kinesis"
format:
  mode: "json"
  metadata-key: "metadata"
`,
    );
  });

  it("speaks the reference pages' words in their dialect", () => {
    const config = parse(render({ dialect: "reference" })) as Record<string, Record<string, unknown>>;
    assert.deepEqual(config.routing, { mode: "static-multi-destination", destinations: ["aws-kinesis"] });
    assert.deepEqual(config.format, { mode: "flat-json", "metadata-key": "metadata" });
    const { headers } = config.destinations!["aws-kinesis"] as { headers: Record<string, unknown> };
    assert.deepEqual(Object.keys(headers), ["send-digest-header", "additional-headers"]);
  });

  const routed = parseSettings("dev", {
    service: "orders",
    regions: ["ap-south-1"],
    streams: [
      {
        name: "carts",
        namespaces: ["shop"],
        sets: { users: ["basket"], "0123": ["yes"] },
        acceptDeletesInOtherStream: true,
      },
      { name: "rest", default: true },
      { name: "unused" },
    ],
  });
  const renderRouted = (dialect: ConnectorSettings["dialect"]): string =>
    renderConnectorConfig({ ...routed.connector, dialect }, routesOf(routed.streams, "rest"), facts);

  it("routes with a destination for each stream, and names every route, so that the connector skips nothing", () => {
    const yaml = renderRouted("guide");
    assert.equal(
      yaml.slice(yaml.indexOf("\nrouting:"), yaml.indexOf("\nformat:")),
      `
routing:
  mode: "static"
  destination:
    - "aws-kinesis"
namespaces:
  "shop":
    routing:
      mode: "static"
      destination:
        - "aws-kinesis-carts"
  "users":
    routing:
      mode: "static"
      destination:
        - "aws-kinesis"
    sets:
      "basket":
        routing:
          mode: "static"
          destination:
            - "aws-kinesis-carts"
  "0123":
    routing:
      mode: "static"
      destination:
        - "aws-kinesis"
    sets:
      "yes":
        routing:
          mode: "static"
          destination:
            - "aws-kinesis-carts"`,
    );
    assert.doesNotMatch(yaml, /[&*]a\d/, "an alias");
    const { destinations } = parse(yaml) as { destinations: Record<string, { headers: Record<string, object> }> };
    assert.deepEqual(
      Object.entries(destinations).map(([name, { headers }]) => [name, headers["additional-headers"]]),
      [
        ["aws-kinesis", "rest"],
        ["aws-kinesis-carts", "carts"],
      ].map(([name, streamname]) => [
        name,
        { "Content-Type": "application/json", streamname, "x-api-key": "your-api-key-here" },
      ]),
    );
  });

  it("routes in the reference pages' words in their dialect", () => {
    const { namespaces } = parse(renderRouted("reference")) as { namespaces: Record<string, object> };
    const routing = (name: string) => ({ mode: "static-multi-destination", destinations: [name] });
    assert.deepEqual(namespaces.users, {
      routing: routing("aws-kinesis"),
      sets: { basket: { routing: routing("aws-kinesis-carts") } },
    });
  });

  for (const text of [
    "yes",
    "0123",
    "1e3",
    "12345678901234567890",
    "null",
    "~",
    "2026-11-23",
    "0x1f",
    "a: b",
    "#",
    "'",
  ]) {
    it(`keeps ${text} a string for every reader`, () => {
      const yaml = render({ logging: { file: text }, streamname: text }, { apiKey: text });
      for (const version of ["1.1", "1.2"] as const) {
        const config = parse(yaml, { version }) as {
          logging: unknown;
          destinations: Record<string, { headers: Record<string, Record<string, unknown>> }>;
        };
        const headers = config.destinations["aws-kinesis"]!.headers["additional-headers"]!;
        assert.deepEqual(config.logging, { file: text });
        assert.deepEqual([headers.streamname, headers["x-api-key"]], [text, text]);
      }
    });
  }

  const formats: [change: ConnectorSettings["format"], contentType: string, format: object][] = [
    [{ mode: "flat-json", "metadata-key": "m" }, "application/json", { mode: "flat-json", "metadata-key": "m" }],
    [{ mode: "message-pack", "metadata-key": "m" }, "application/x-msgpack", { mode: "message-pack" }],
    [
      { mode: "avro", "metadata-key": "m", "schema-file": "orders.avsc" },
      "application/avro",
      { mode: "avro", "schema-file": "orders.avsc" },
    ],
    [{ mode: "avro", "metadata-key": "m", schema: "{}" }, "application/avro", { mode: "avro", schema: "{}" }],
  ];
  for (const [change, contentType, format] of formats) {
    it(`sends ${JSON.stringify(format)} as ${contentType}`, () => {
      const yaml = render({ format: change });
      assert.ok(yaml.includes(`Content-Type: "${contentType}"`));
      assert.deepEqual((parse(yaml) as { format: unknown }).format, format);
    });
  }

  it("folds no line, however long the endpoint", () => {
    const endpoint = `https://${"a".repeat(300)}.example/prod/kinesis`;
    assert.ok(render({}, { endpoint }).includes(`      - "${endpoint}"\n`));
  });

  it("renders compression only where it is set", () => {
    assert.ok(!render().includes("compression"));
    assert.ok(render({ compression: "none" }).includes(`    compression: "none"\n`));
  });
});
