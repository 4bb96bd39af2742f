import assert from "node:assert/strict";
import { join } from "node:path";

import { openFirst } from "@aerospike-kinesis/test-support";

import { openPipeline } from "../support/pipeline";

describe("an integration that the AWS provider replaces", function () {
  this.timeout(120_000);
  const pipeline = openFirst(() => openPipeline({ main: join(__dirname, "programs", "passthrough.ts") }));

  it("takes its responses along, which AWS deletes with it, so that the next deployment still answers", async () => {
    assert.equal((await pipeline.send()).status, 200);
    const config = {
      "test:passthrough": "WHEN_NO_TEMPLATES",
      // A change of the model, for a deployment of what is there now.
      "aerospike-kinesis:api": { integrationTimeoutMs: 5000 },
    };
    const up = await pipeline.workspace.up("dev", { config });
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const replaced = up.steps.filter(({ op }) => op === "create-replacement").map(({ urn }) => urn.split("::").at(-1));
    assert.deepEqual(replaced.filter((name) => name?.includes("-post-")).sort(), [
      "ingest-ap-south-1-api-post-200-mapping",
      "ingest-ap-south-1-api-post-400-mapping",
      "ingest-ap-south-1-api-post-502-mapping",
      "ingest-ap-south-1-api-post-503-mapping",
      "ingest-ap-south-1-api-post-integration",
    ]);
    assert.equal((await pipeline.send()).status, 200);
    assert.equal((await pipeline.send({ headers: { streamname: "other" } })).status, 400);
  });
});
