import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { openLocalStage } from "../../../commands/shared/deploy";
import { createProgress } from "../../../commands/shared/progress";

describe("a stage that is to be built on the local AWS", () => {
  it("needs a configuration of the policy pack, and says so before anything is started", async () => {
    const directory = await makeTemporaryDirectory();
    const said: string[] = [];
    try {
      await writeFile(join(directory, "Pulumi.trial.yaml"), "config:\n  service: orders\n  regions: [eu-west-1]\n");
      await assert.rejects(
        openLocalStage({
          stage: "trial",
          settings: directory,
          directory,
          progress: createProgress((line) => said.push(line)),
          signal: new AbortController().signal,
          onStarted: () => undefined,
        }),
        {
          name: "UsageError",
          message:
            /^--stage: expected a stage with .*, got trial\. policies\/config\.trial\.json was not found\. Copy /,
        },
      );
      assert.deepEqual(said, []);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
