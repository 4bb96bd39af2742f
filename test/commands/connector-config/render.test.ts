import assert from "node:assert/strict";

import { parse } from "yaml";

import { readFormat } from "../../../commands/connector-config/flags";
import { render } from "../../../commands/connector-config/render";
import { UsageError } from "../../../commands/shared/errors";
import { parseSettings } from "../../../config/parse";
import { renderRegion } from "../../../connector/regions";
import { renderConnectorConfig } from "../../../connector/render";
import { routesOf } from "../../../connector/routes";

const KEY = "not-a-key-but-no-text-for-a-terminal";

/** The connector's file of a stage. */
function fileOf(streams: readonly object[], connector: object = {}): string {
  const settings = parseSettings("dev", { service: "orders", regions: ["eu-west-1"], streams, connector });
  const routes = routesOf(settings.streams, settings.connector.streamname);
  return renderConnectorConfig(settings.connector, routes, {
    endpoint: "https://api.example/dev/kinesis",
    apiKey: KEY,
  });
}

const ROUTED = fileOf([
  { name: "carts", namespaces: ["shop"], sets: { users: ["basket"], no: ["yes"] }, acceptDeletesInOtherStream: true },
  { name: "rest", default: true },
]);
const PLAIN = fileOf([{}]);

/** The file that two regions share. */
const sharedFile = (mode: string, second: object): string =>
  renderRegion(
    "eu-west-1",
    parseSettings("dev", {
      service: "orders",
      connector: { regions: mode },
      regions: ["eu-west-1", { name: "us-east-1", ...second }],
    }).regions.map((own) => ({ ...own, endpoint: `https://${own.region}.example/dev/kinesis`, apiKey: KEY })),
  );
/** Each region has a port of its own. */
const EVERY = sharedFile("every", { connector: { service: { port: [8911] } } });

type Flags = Parameters<typeof readFormat>[0];
const written = (flags: Flags, file = ROUTED): string => render(readFormat(flags), file, "eu-west-1");

/** The lines of the error of a wrong call. */
function refusal(flags: Flags, file = ROUTED): readonly string[] {
  try {
    written(flags, file);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message.split("\n");
  }
  assert.fail("it was accepted");
}

describe("connector-config", () => {
  it("writes the connector's file as it is, without a format and with yaml", () => {
    assert.equal(written({}), ROUTED);
    assert.equal(written({ format: "yaml" }), ROUTED);
  });

  const connector = ["esp-1.example.com", "10.0.0.7:9001"];

  it("writes what XDR ships: the namespaces of the file and others, to the connectors, without the key", () => {
    assert.match(
      written(
        { format: "aerospike-conf", connector, namespace: ["logs", "shop"] },
        fileOf([{ name: "a", default: true, namespaces: ["shop"] }], { service: { port: [7000, 8901] } }),
      ),
      /^xdr \{\n {4}dc kinesis-eu-west-1 \{\n {8}connector true\n {8}node-address-port esp-1\.example\.com 7000\n {8}node-address-port 10\.0\.0\.7 9001\n {8}namespace shop \{\n {8}\}\n {8}namespace logs \{\n {8}\}\n {4}\}\n\}\n$/,
    );
    for (const format of ["aerospike-conf", "asinfo", "operator"]) {
      const text = written({ format, connector });
      for (const name of ["shop", "users", "no"]) assert.match(text, new RegExp(`\\b${name}\\b`), format);
      assert.ok(!text.includes(KEY), format);
    }
  });

  it("ships whole namespaces, and only named sets where it is told to", () => {
    assert.doesNotMatch(written({ format: "aerospike-conf", connector }), /ship-/);
    const conf = written({ format: "aerospike-conf", connector, "only-named-sets": ["users"] });
    assert.deepEqual(conf.match(/\bship-.*|namespace .*/g), [
      "namespace shop {",
      "namespace users {",
      "ship-only-specified-sets true",
      "ship-set basket",
      "namespace no {",
    ]);
  });

  it("asks for the namespaces where no stream names one", () => {
    assert.deepEqual(refusal({ format: "asinfo", connector }, PLAIN), [
      "--namespace: expected each namespace to ship, because no stream's settings name one, got none.",
    ]);
    assert.match(
      written({ format: "asinfo", connector, namespace: ["test"], dc: "dc-1" }, PLAIN),
      /dc=dc-1;namespace=test;/,
    );
  });

  it("writes values for the Helm chart: one port, the log on the console, and names that stay texts", () => {
    const text = written({ format: "helm" });
    const values = parse(text, { version: "1.1" }) as { connectorConfig: Record<string, Record<string, unknown>> };
    const file = parse(ROUTED, { version: "1.1" }) as Record<string, Record<string, unknown>>;
    assert.deepEqual(values, {
      connectorConfig: {
        ...file,
        service: { ...file.service, port: 8901 },
        logging: { ...file.logging, "enable-console-logging": true },
      },
    });
    assert.deepEqual(Object.keys(file.namespaces!), ["shop", "users", "no"]);
    assert.match(text, /^# .*ConfigMap/m);
  });

  const wrong: Record<string, [flags: Flags, expected: readonly string[], file?: string]> = {
    "only the named sets of a namespace without any": [
      { format: "asinfo", connector: ["h"], "only-named-sets": ["shop"] },
      ["--only-named-sets: expected a namespace of which a stream names sets, got shop."],
    ],
    "the same connector twice, also where its port is the default": [
      { format: "asinfo", connector: ["h", "h:8901", "h:9000"] },
      ["--connector: expected each connector once, got h:8901 again."],
    ],
    "several ports for the Helm chart": [
      { format: "helm" },
      ["--format helm: expected one port in connector.service.port, because the chart takes one, got 8901, 8903."],
      fileOf([{}], { service: { port: [8901, 8903] } }),
    ],
  };
  for (const [name, [flags, expected, file]] of Object.entries(wrong)) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(refusal(flags, file), expected);
    });
  }

  it("refuses a name of its own for the datacenter that is too long for XDR", () => {
    assert.throws(
      () => render(readFormat({ format: "asinfo", connector: ["h"] }), ROUTED, `us-${"x".repeat(26)}-1`),
      /^UsageError: --dc: expected a name of at most 31 characters, because kinesis-us-x+-1 is too long, got none\.$/,
    );
  });

  it("writes a dc for each region, with its own port, where each record goes to every region", () => {
    const flags = { format: "aerospike-conf", connector: ["esp-1"], namespace: ["test"] };
    const text = written(flags, EVERY);
    assert.match(text, /dc kinesis-eu-west-1 \{\n +connector true\n +node-address-port esp-1 8901\n/);
    assert.match(text, /dc kinesis-us-east-1 \{\n +connector true\n +node-address-port esp-1 8911\n/);
    assert.deepEqual(refusal({ ...flags, dc: "mine", connector: ["esp-1:8901"] }, EVERY), [
      "--dc: expected none, because connector.regions is every and each region has its own dc, got mine.",
      "--connector: expected HOST alone, because connector.regions is every and each region has its own port, got esp-1:8901.",
    ]);
    assert.deepEqual(refusal({ format: "helm" }, EVERY), [
      "--format helm: expected connector.regions to be nearest, because the chart takes one port, and with every each region has its own, got the ports 8901, 8911. With nearest, install the chart once with the file of each region, and give XDR one dc for each.",
    ]);
  });

  it("writes the same dc whichever region's file is read, where each record goes to any of the regions", () => {
    const failover = sharedFile("failover", {});
    const flags = { format: "aerospike-conf", connector: ["esp-1"], namespace: ["test"] };
    const texts = ["eu-west-1", "us-east-1"].map((region) => render(readFormat(flags), failover, region));
    assert.equal(texts[0], texts[1]);
    assert.deepEqual(texts[0]?.match(/dc .*/g), ["dc kinesis {"]);
    assert.match(written({ ...flags, dc: "mine" }, failover), /dc mine \{/);
  });
});
