import assert from "node:assert/strict";

import { successResponse } from "@aerospike-kinesis/local-aws";

import { watchedFaults } from "../../../commands/shared/faults";
import { SHIPPED_TIMEOUTS, stageTimeouts } from "../../../commands/shared/stage-timeouts";
import { parseSettings } from "../../../config/parse";

const OWN = { integrationTimeoutMs: 3000, callTimeoutMs: 4500 };

describe("the timeouts of a stage", () => {
  const cases: Readonly<Record<string, readonly [file: string, expected: typeof OWN]>> = {
    "are those that its file sets": [
      "config:\n  aerospike-kinesis:api: { integrationTimeoutMs: 3000 }\n  aerospike-kinesis:connector:\n    call-timeout: 4500\n",
      OWN,
    ],
    "may stand there as JSON text": [
      `config:\n  aerospike-kinesis:api: '{"integrationTimeoutMs":3000}'\n  aerospike-kinesis:connector: '{"call-timeout":4500}'\n`,
      OWN,
    ],
    "are the program's where the file leaves them out": [
      "config:\n  aerospike-kinesis:api: { path: in }\n",
      { integrationTimeoutMs: 6000, callTimeoutMs: 8000 },
    ],
    "are the program's where there is no file": ["", { ...SHIPPED_TIMEOUTS }],
    "are the program's where the file is not YAML, which the program says": ["config: [", { ...SHIPPED_TIMEOUTS }],
    "are the program's where the file sets no numbers, which the program says": [
      "config:\n  aerospike-kinesis:api: { integrationTimeoutMs: soon }\n  aerospike-kinesis:connector: { call-timeout: 0 }\n",
      { ...SHIPPED_TIMEOUTS },
    ],
  };
  for (const [what, [file, expected]] of Object.entries(cases)) {
    it(what, () => {
      assert.deepEqual(stageTimeouts({ text: file, project: "aerospike-kinesis" }), expected);
    });
  }

  it("as shipped are the program's defaults", () => {
    const { api, connector } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
    assert.deepEqual(SHIPPED_TIMEOUTS, {
      integrationTimeoutMs: api.integrationTimeoutMs,
      callTimeoutMs: connector["call-timeout"],
    });
  });
});

describe("faults that somebody watches", () => {
  for (const fault of ["answered-too-late", "stored-too-late", "gateway-too-late"] as const) {
    it(`are later than the stage's own timeouts: ${fault}`, async () => {
      const waited: number[] = [];
      const environment = {
        now: () => 0,
        random: () => 0,
        wait: async (milliseconds: number) => {
          waited.push(milliseconds);
          await Promise.resolve();
        },
      };
      const faults = watchedFaults({ rules: [{ fault }], timeouts: OWN, environment });
      faults.begin();
      const [layer] = faults.localAws.kinesisLayers ?? [];
      await layer!(() => Promise.resolve(successResponse({})))({
        ...{ region: "eu-west-1", action: "PutRecord", input: { StreamName: "orders" } },
        signal: new AbortController().signal,
      });
      await faults.localAws.gatewayHooks?.beforeSending?.({} as never);
      assert.deepEqual(waited, [fault === "gateway-too-late" ? 4600 : 3100]);
    });
  }
});
