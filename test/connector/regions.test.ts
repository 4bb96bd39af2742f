import assert from "node:assert/strict";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";
import fc from "fast-check";

import { parseSettings } from "../../config/parse";
import { type RegionFacts, renderRegion } from "../../connector/regions";
import { renderConnectorConfig } from "../../connector/render";
import { routesOf } from "../../connector/routes";

const NAMES = ["ap-south-1", "eu-west-1", "us-east-2", "sa-east-1"];

function factsOf(mode: string, count: number, connector: Record<string, unknown> = {}): readonly RegionFacts[] {
  const regions = NAMES.slice(0, count).map((name, index) =>
    mode === "every" ? { name, connector: { service: { port: [9000 + index] } } } : name,
  );
  const settings = parseSettings("dev", { service: "orders", regions, connector: { ...connector, regions: mode } });
  return settings.regions.map((own) => ({
    region: own.region,
    endpoint: `https://${own.region}.example/dev/kinesis`,
    apiKey: mode === "failover" ? "one-key" : `key-of-${own.region}`,
    connector: own.connector,
    streams: own.streams,
  }));
}

const keysOf = (yaml: string) =>
  readConfiguration(yaml).destinations.map(({ additionalHeaders }) => additionalHeaders["x-api-key"]);

describe("the connector's file of a stage with several regions", () => {
  it("is each region's own for nearest, as if there were no other", () => {
    const all = factsOf("nearest", 3);
    for (const own of all) {
      assert.equal(
        renderRegion(own.region, all),
        renderConnectorConfig(own.connector, routesOf(own.streams, own.connector.streamname), own),
      );
    }
  });

  it("has one destination and one port for each region for every", () => {
    const all = factsOf("every", 3);
    const yaml = renderRegion("eu-west-1", all);
    const { ports } = readConfiguration(yaml);
    assert.deepEqual(
      Array.from(ports, ([port, { destinations }]) => [port, destinations.map(({ name, urls }) => [name, ...urls])]),
      all.map(({ region, endpoint }, index) => [9000 + index, [[`aws-kinesis-${region}`, endpoint]]]),
    );
    assert.deepEqual(
      keysOf(yaml),
      all.map(({ apiKey }) => apiKey),
    );
    assert.match(yaml, /^port-based-config:\n {2}9000:\n {4}routing:\n/m);
  });

  it("sends what comes in at another port to all regions, rather than to none", () => {
    const { destinations } = readConfiguration(renderRegion("ap-south-1", factsOf("every", 3)));
    assert.equal(destinations.length, 3);
  });

  it("has one destination with all URLs and one key for failover", () => {
    const all = factsOf("failover", 3);
    const { destinations, ports } = readConfiguration(renderRegion("us-east-2", all));
    assert.deepEqual(
      destinations.map(({ name, urls }) => [name, ...urls]),
      [["aws-kinesis", ...all.map(({ endpoint }) => endpoint)]],
    );
    assert.equal(ports.size, 0);
  });

  it("is the same in each region, and the simulator reads it, whatever the connector is set to", () => {
    const settings = fc.record({
      dialect: fc.constantFrom("guide", "reference"),
      protocol: fc.constantFrom("HTTP_1_1", "HTTP_2"),
      format: fc.constantFrom({ mode: "json" }, { mode: "flat-json" }, { mode: "message-pack" }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom("every", "failover"),
        fc.integer({ min: 2, max: 4 }),
        settings,
        (mode, count, own) => {
          const all = factsOf(mode, count, own);
          const files = new Set(all.map(({ region }) => renderRegion(region, all)));
          assert.equal(files.size, 1);
          const [file = ""] = files;
          const urls = readConfiguration(file).destinations.flatMap((destination) => destination.urls);
          assert.deepEqual(
            urls,
            all.map(({ endpoint }) => endpoint),
          );
        },
      ),
    );
  });
});
