import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { settingsOfArguments } from "../../config/component-arguments";
import { loadArguments } from "../../config/load";

/** The problems of the arguments of a component, a line each. */
function problemsOf(given: unknown): string[] {
  try {
    loadArguments("AerospikeIngest orders", given as object);
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String((error as Error).stack));
    return error.message.split("\n").slice(1);
  }
  return [];
}

describe("the arguments of a component", () => {
  it("name the connector's keys in camel case, also where a region has its own", () => {
    const connector = { callTimeout: 9000, healthCheck: { intervalSeconds: 5 } };
    const inFile = { "call-timeout": 9000, "health-check": { "interval-seconds": 5 } };
    const api = { integrationTimeoutMs: 5000 };
    assert.deepEqual(settingsOfArguments({ connector, api, regions: ["a", { name: "b", connector, api }] }), {
      connector: inFile,
      api,
      regions: ["a", { name: "b", connector: inFile, api }],
    });
  });

  it("may be wrong: what reads them says so", () => {
    const given = { regions: "eu-west-1", connector: 3 };
    assert.deepEqual(settingsOfArguments(given), given);
    assert.deepEqual(settingsOfArguments({ regions: [null, ["a"]] }), { regions: [null, ["a"]] });
  });

  const unknown = () => pulumi.output("x");
  const asked = "expected a plain value, known before anything is built, got an output of a resource";

  it("may hold an output, which hides no other problem", () => {
    assert.deepEqual(problemsOf({ service: unknown(), connector: { callTimeout: 99_999 } }), [
      `  - service: ${asked}`,
      "  - regions: expected a list of AWS regions, got nothing",
      "  - connector.callTimeout: expected a whole number of milliseconds below 10000, XDR's own timeout, got 99999",
    ]);
  });

  const places: Readonly<Record<string, [given: object, place: string]>> = {
    "the list of regions": [{ regions: unknown() }, "regions"],
    "a region": [{ regions: ["eu-west-1", unknown()] }, "regions[1]"],
    "a region's name": [{ regions: [{ name: unknown(), protect: false }] }, "regions[0].name"],
    "the list of streams": [{ streams: unknown() }, "streams"],
    "a stream": [{ streams: [unknown(), {}] }, "streams[0]"],
    "a stream's name": [{ streams: [{ name: unknown() }, { default: true }] }, "streams[0].name"],
    "a namespace": [
      { streams: [{ namespaces: [unknown()] }, { default: true, name: "a" }] },
      "streams[0].namespaces[0]",
    ],
    "a section": [{ connector: unknown() }, "connector"],
    "a key with hyphens in the file": [{ connector: { callTimeout: unknown() } }, "connector.callTimeout"],
    "a key of a region": [
      { regions: ["eu-west-1", { name: "eu-central-1", api: { throttle: { burst: unknown() } } }] },
      "regions[1].api.throttle.burst",
    ],
    "a tag": [{ tags: { team: unknown() } }, "tags.team"],
    "an ARN": [{ streams: [{ existing: [unknown()] }] }, "streams[0].existing[0]"],
    "a promise": [{ protect: Promise.resolve(true) }, "protect"],
  };
  for (const [what, [given, place]] of Object.entries(places)) {
    it(`are refused where an output is ${what}, once`, () => {
      assert.deepEqual(problemsOf({ service: "orders", regions: ["eu-west-1"], ...given }), [`  - ${place}: ${asked}`]);
    });
  }

  it("may be left out, or be no map, by a program in JavaScript", () => {
    for (const none of [undefined, null, {}]) {
      assert.deepEqual(
        problemsOf(none).map((problem) => problem.split(":")[0]),
        ["  - service", "  - regions"],
      );
    }
    assert.deepEqual(problemsOf("x"), ['  - arguments: expected a map, got "x"']);
    assert.deepEqual(problemsOf([]), ["  - arguments: expected a map, got []"]);
    assert.deepEqual(problemsOf(unknown()), ["  - arguments: expected a map, got an output of a resource"]);
  });
});
