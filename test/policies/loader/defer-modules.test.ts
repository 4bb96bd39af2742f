import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { PROJECT } from "../../support/program";

/** What a process finds that loads the SDK as the program and the pack do. */
function inProcess(expression: string): unknown {
  const script = `
    const { createRequire } = require("node:module");
    require("./policies/loader/defer-modules.cjs").deferModules(createRequire(process.cwd() + "/index.ts"));
    const pulumi = require("@pulumi/pulumi");
    const isLoaded = (part) => Object.keys(require.cache).some((file) => file.includes(part));
    console.log(JSON.stringify(${expression}));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: PROJECT, encoding: "utf8" });
  assert.notEqual(stdout, "", stderr);
  return JSON.parse(stdout);
}

describe("modules of the SDK that are seldom used", function () {
  this.timeout(60_000);

  it("are not loaded when the SDK starts", () => {
    const parts = ["/typescript/lib/", "/automation/stack", "/execa/"];
    assert.deepEqual(inProcess(`${JSON.stringify(parts)}.map(isLoaded)`), [false, false, false]);
  });

  it("are there for a program that uses them", () => {
    assert.deepEqual(
      inProcess(`[
        typeof pulumi.automation.LocalWorkspace.createOrSelectStack,
        new pulumi.automation.ConcurrentUpdateError("again") instanceof Error,
        Object.keys(pulumi.automation).includes("LocalWorkspace"),
        "LocalWorkspace" in pulumi.automation,
        isLoaded("/automation/stack"),
      ]`),
      ["function", true, true, true, true],
    );
  });

  it("are loaded once, so that there is one class of each name", () => {
    assert.equal(
      inProcess(`pulumi.automation.LocalWorkspace === require("@pulumi/pulumi/automation").LocalWorkspace`),
      true,
    );
  });
});
