import assert from "node:assert/strict";

import { readConfiguration, routeOf } from "@aerospike-kinesis/esp-simulator";
import fc from "fast-check";

import { parseSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";
import type { Settings } from "../../config/settings";
import { renderConnectorConfig } from "../../connector/render";
import { routesOf, streamFor } from "../../connector/routes";
import { routedStreams } from "../support/routed-streams";

/** Namespaces and sets that {@link routedStreams} can name, and others. */
const RECORDS = ["n1", "n2", "n3", "constructor", "toString"].flatMap((namespace) =>
  [undefined, "s1", "s2", "s3", "constructor"].map((set) => [namespace, set] as const),
);

const routesOfSettings = ({ streams, connector }: Settings) => routesOf(streams, connector.streamname);

/** @returns undefined if the settings are refused */
function parse(streams: readonly object[]): Settings | undefined {
  try {
    return parseSettings("dev", { service: "orders", regions: ["eu-west-1"], streams });
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return undefined;
  }
}

describe("the stream of a change", () => {
  const routes = routesOfSettings(
    parse([
      {
        name: "shop",
        namespaces: ["shop", "constructor"],
        sets: { users: ["vip"] },
        acceptDeletesInOtherStream: true,
      },
      { name: "cart", sets: { shop: ["cart"] }, acceptDeletesInOtherStream: true },
      { name: "rest", default: true, sets: { shop: ["audit"] }, acceptDeletesInOtherStream: true },
    ])!,
  );
  const cases: [namespace: string, set: string | undefined, stream: string][] = [
    ["shop", undefined, "shop"],
    ["shop", "orders", "shop"],
    ["shop", "cart", "cart"],
    ["shop", "audit", "rest"],
    ["users", "vip", "shop"],
    ["users", "others", "rest"],
    ["users", undefined, "rest"],
    ["constructor", undefined, "shop"],
    ["unknown", "cart", "rest"],
    ["toString", "constructor", "rest"],
  ];
  for (const [namespace, set = "no set", stream] of cases) {
    it(`is ${stream} for ${namespace} and ${set}`, () => {
      assert.equal(streamFor(routes, namespace, set === "no set" ? undefined : set), stream);
    });
  }

  it("is connector.streamname for everything where no stream says what it receives", () => {
    const settings = parseSettings("dev", {
      service: "orders",
      regions: ["eu-west-1"],
      streams: [{ name: "a" }, { name: "b" }],
      connector: { streamname: "b" },
    });
    assert.equal(streamFor(routesOfSettings(settings), "any", "set"), "b");
  });
});

describe("settings of streams that are accepted", () => {
  it("give each change one stream, and a record's writes and deletes the same one unless they accept another", () => {
    let accepted = 0;
    fc.assert(
      fc.property(routedStreams, (streams) => {
        const settings = parse(streams);
        if (settings === undefined) return;
        accepted += 1;
        const routes = routesOfSettings(settings);
        const byName = new Map(settings.streams.map((stream) => [stream.name, stream]));
        for (const [namespace, set] of RECORDS) {
          const ofWrites = streamFor(routes, namespace, set);
          const stream = byName.get(ofWrites);
          assert.ok(stream !== undefined, `${ofWrites} is none of the streams`);
          for (const ofDelete of [streamFor(routes, namespace, set), streamFor(routes, namespace)]) {
            assert.ok(ofDelete === ofWrites || stream.acceptDeletesInOtherStream, `${namespace}.${String(set)}`);
          }
        }
      }),
    );
    assert.ok(accepted > 10, `only ${accepted} settings were accepted`);
  });

  for (const dialect of ["guide", "reference"] as const) {
    it(`make a file, in the dialect ${dialect}, with which the connector sends each change to that stream`, () => {
      fc.assert(
        fc.property(routedStreams, (streams) => {
          const settings = parse(streams);
          if (settings === undefined) return;
          const routes = routesOfSettings(settings);
          const facts = { endpoint: "https://api.example/dev/kinesis", apiKey: "key" };
          const file = readConfiguration(renderConnectorConfig({ ...settings.connector, dialect }, routes, facts));
          for (const [namespace, set] of RECORDS) {
            const found = routeOf(file.routing, { namespace, ...(set !== undefined && { set }) }).map(
              (name) =>
                file.destinations.find((destination) => destination.name === name)?.additionalHeaders.streamname,
            );
            assert.deepEqual(found, [streamFor(routes, namespace, set)], `${namespace}.${String(set)}`);
          }
        }),
      );
    });
  }

  it("are those in which one stream is the default and nothing is named twice", () => {
    fc.assert(
      fc.property(routedStreams, (streams) => {
        const isAccepted = parse(streams.map((stream) => ({ ...stream, acceptDeletesInOtherStream: true })));
        const named = streams.flatMap(({ namespaces = [], sets = {} }) => [
          ...namespaces,
          ...Object.entries(sets).flatMap(([namespace, ofNamespace]) =>
            ofNamespace.map((set) => `${namespace}.${set}`),
          ),
        ]);
        const defaults = streams.filter((stream) => stream.default).length;
        const isRouted = defaults > 0 || named.length > 0;
        const isGood = !isRouted || (defaults === 1 && new Set(named).size === named.length);
        assert.equal(isAccepted !== undefined, isGood);
      }),
    );
  });
});
