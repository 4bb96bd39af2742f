import assert from "node:assert/strict";
import { openFirst } from "../support/engine";
import { openPipeline } from "../support/pipeline";

describe("a role that takes the place of another", function () {
  this.timeout(120_000);
  const pipeline = openFirst(openPipeline);

  it("comes with a deployment of its own: the old one would go on with the old role, and answer 500 for ever", async () => {
    const { workspace } = pipeline;
    const { resources = [] } = (await workspace.exportState("dev")).deployment;
    const role = resources.find(({ type }) => type === "aws:iam/role:Role");
    const up = await workspace.up("dev", { args: ["--replace", String(role?.urn)] });
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const replaced = up.steps.filter(({ op }) => op === "create-replacement").map(({ urn }) => urn.split("::").at(-1));
    assert.ok(replaced.includes("ingest-ap-south-1-access-role"));
    assert.ok(replaced.includes("ingest-ap-south-1-api-deployment"));
    assert.equal((await pipeline.send()).status, 200);
  });
});
