import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst, inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { deployTarget } from "../../../commands/soak/deploy-target";
import { SOAK_OPTIONS } from "../../support/soak";

const STAGE = `config:
  aerospike-kinesis:service: orders
  aerospike-kinesis:regions: [eu-west-1]
  aerospike-kinesis:api: { integrationTimeoutMs: 3000 }
  aerospike-kinesis:connector: { call-timeout: 4500 }
`;

describe("a soak with the stage's own timeouts", function () {
  this.timeout(120_000);
  getEngineFirst();

  it("deploys them, and XDR still waits ten seconds", () =>
    inTemporaryDirectory(async (directory) => {
      await writeFile(join(directory, "Pulumi.dev.yaml"), STAGE);
      const ends: (() => Promise<void>)[] = [];
      try {
        const target = await deployTarget({
          store: "memory",
          seed: 1,
          directory: join(directory, "run"),
          settings: directory,
          progress: { step: (_label, run) => run(), detail: () => undefined },
          signal: SOAK_OPTIONS.signal,
          onStarted: (end) => ends.unshift(end),
        });
        const { destinations } = await target.configuration();
        assert.deepEqual(
          destinations.map(({ callTimeoutMs }) => callTimeoutMs),
          [4500],
        );
        assert.deepEqual(target.xdrLimits, { answerLimitMs: 10_000, stalledAfterMs: 10_000 });
      } finally {
        for (const end of ends) await end();
      }
    }));
});
