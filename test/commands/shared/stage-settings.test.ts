import assert from "node:assert/strict";

import { readStageSettings, timeoutsOf } from "../../../commands/shared/stage-settings";
import { parseSettings } from "../../../config/parse";

const REQUIRED = { "orders:service": "orders", "orders:regions": ["eu-west-1"] };
const OWN = { integrationTimeoutMs: 3000, callTimeoutMs: 4500 };
const { api, connector } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
const DEFAULTS = { integrationTimeoutMs: api.integrationTimeoutMs, callTimeoutMs: connector["call-timeout"] };

describe("the settings of a stage that is not built yet", () => {
  const cases: Readonly<Record<string, readonly [byKey: Record<string, unknown>, timeouts: typeof OWN]>> = {
    "are those that the stage sets": [
      { "orders:api": { integrationTimeoutMs: 3000 }, "orders:connector": { "call-timeout": 4500 } },
      OWN,
    ],
    "may be given as JSON text": [
      { "orders:api": '{"integrationTimeoutMs":3000}', "orders:connector": '{"call-timeout":4500}' },
      OWN,
    ],
    "are the program's where the stage leaves them out": [{ "orders:api": { path: "in" } }, DEFAULTS],
    "are the program's for keys without a value": [{ "orders:api": "", "orders:connector": "" }, DEFAULTS],
    "are not those of another namespace": [
      { "datadog:api": { integrationTimeoutMs: 3000 }, "aws:connector": { "call-timeout": 4500 } },
      DEFAULTS,
    ],
  };
  for (const [what, [byKey, timeouts]] of Object.entries(cases)) {
    it(what, () => {
      const settings = readStageSettings("dev", "orders", { ...REQUIRED, ...byKey });
      assert.deepEqual(settings && timeoutsOf(settings), timeouts);
    });
  }

  it("are left to the program to report if they are wrong", () => {
    for (const wrong of [
      { "orders:api": { integrationTimeoutMs: "soon" } },
      { "orders:connector": { "call-timeout": 0 } },
    ]) {
      assert.equal(readStageSettings("dev", "orders", { ...REQUIRED, ...wrong }), undefined);
    }
    assert.equal(readStageSettings("dev", "orders", {}), undefined);
  });
});
