import assert from "node:assert/strict";

import { settingsOfArguments } from "../../config/component-arguments";

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
});
