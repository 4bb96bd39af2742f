import assert from "node:assert/strict";

import { successResponse } from "@aerospike-kinesis/local-aws";

import { watchFaults } from "../../../commands/shared/faults";

const OWN = { integrationTimeoutMs: 3000, callTimeoutMs: 4500 };

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
      const faults = watchFaults({ rules: [{ fault }], region: undefined, timeouts: OWN, environment });
      faults.begin({});
      const [layer] = faults.localAws.kinesisLayers ?? [];
      await layer!(() => Promise.resolve(successResponse({})))({
        region: "eu-west-1",
        action: "PutRecord",
        input: { StreamName: "orders" },
        signal: new AbortController().signal,
      });
      await faults.localAws.gatewayHooks?.beforeSending?.({} as never);
      assert.deepEqual(waited, [fault === "gateway-too-late" ? 4600 : 3100]);
    });
  }
});
