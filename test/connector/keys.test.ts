import assert from "node:assert/strict";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { parseSettings } from "../../config/parse";
import { settingsSchema } from "../../config/schema";
import type { ConnectorSettings } from "../../config/settings";
import { renderRegion } from "../../connector/regions";
import { GIVEN, put, settingsToTry } from "../support/settings-values";

const { connector: defaults } = parseSettings("dev", { service: "orders", regions: ["ap-south-1"] });
const PREFIX = "connector.";
const TRIED = settingsToTry(settingsSchema, GIVEN)
  .filter(({ path }) => path.startsWith(PREFIX))
  .map(({ path, values }) => ({ path: path.slice(PREFIX.length), values }));
const valuesOf = (path: string): readonly unknown[] => TRIED.find((tried) => tried.path === path)?.values ?? [];

/** The default settings with others in their places, by path. */
function settingsWith(changes: Readonly<Record<string, unknown>>): ConnectorSettings {
  const settings = structuredClone(defaults) as ConnectorSettings & Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    // What is not set has its default.
    if (value !== undefined) put(settings, path.split("."), value);
  }
  return settings;
}

/** The file of the first of two regions. Its ports are its own in every mode. */
function render(changes: Readonly<Record<string, unknown>>): string {
  const connector = settingsWith(changes);
  const facts = (region: string, port: number[]) => ({
    region,
    endpoint: `https://${region}.example/dev/kinesis`,
    apiKey: "key",
    connector: { ...connector, service: { ...connector.service, port } },
    streams: [],
  });
  return renderRegion("a", [facts("a", connector.service.port), facts("b", [20_000])]);
}

/** What decides which keys the file has. */
const VARIANTS = valuesOf("dialect").flatMap((dialect) =>
  valuesOf("format.mode").map((mode) => ({ dialect, "format.mode": mode })),
);

describe("every key of the connector's file", () => {
  for (const { path, values } of TRIED) {
    it(`${path} is written`, () => {
      const differs = VARIANTS.some(
        (variant) => new Set(values.map((value) => render({ ...variant, [path]: value }))).size > 1,
      );
      assert.ok(differs, `connector/render.ts: the file is the same for every value of connector.${path}`);
    });

    it(`${path} is read by the simulator`, () => {
      for (const variant of VARIANTS) {
        for (const value of values) {
          assert.doesNotThrow(
            () => readConfiguration(render({ ...variant, [path]: value })),
            (error) => {
              throw new Error(`packages/esp-simulator/src/configuration-schema.ts: ${String(error)}`);
            },
          );
        }
      }
    });
  }
});
