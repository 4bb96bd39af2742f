import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { openPipeline } from "../support/pipeline";

describe("a role that takes the place of another comes with a deployment of its own", function () {
  this.timeout(120_000);
  const pipeline = openFirst(openPipeline);

  /** The resources that an update makes anew, by name, typed as docs/runbook.md says; it has to come up. */
  async function madeBy(...args: string[]): Promise<(string | undefined)[]> {
    const up = await pipeline.workspace.up("dev", { args, previewFirst: true });
    assert.equal(up.code, 0, up.stdout + up.stderr);
    return up.steps.filter(({ op }) => op.startsWith("create")).map(({ urn }) => urn.split("::").at(-1));
  }

  it("where Pulumi replaces it", async () => {
    const { resources = [] } = (await pipeline.workspace.exportState("dev")).deployment;
    const role = resources.find(({ type }) => type === "aws:iam/role:Role");
    const made = await madeBy("--replace", String(role?.urn));
    for (const name of ["access-role", "api-deployment"]) assert.ok(made.includes(`ingest-ap-south-1-${name}`), name);
    assert.equal((await pipeline.send()).status, 200);
  });

  it("where somebody deleted it: the old deployment answers 500 until an update that refreshes", async () => {
    await pipeline.deleteRole();
    assert.equal((await pipeline.send()).status, 500);
    assert.deepEqual(await madeBy(), []);
    assert.equal((await pipeline.send()).status, 500);
    const made = await madeBy("--refresh");
    for (const name of ["access-role", "api-deployment"]) assert.ok(made.includes(`ingest-ap-south-1-${name}`), name);
    assert.equal((await pipeline.send()).status, 200);
  });
});
