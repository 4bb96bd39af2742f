import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { PROJECT } from "../support/program";

/** What a process says that loads the module, which changes the SDK of its process. */
function inProcess(env: Readonly<Record<string, string>>, expression: string): unknown {
  const script = `
    require("tsx/cjs");
    require("./config/sdk-diagnostics.ts");
    const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
    const log = require("@pulumi/pulumi/log");
    const { Resource } = require("@pulumi/pulumi");
    console.log("=" + JSON.stringify(${expression}));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], {
    cwd: PROJECT,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const [, found = ""] = /^=(.*)$/m.exec(stdout) ?? [];
  assert.notEqual(found, "", stderr);
  return JSON.parse(found);
}

const TRACKED = `(() => {
  const promise = Promise.resolve();
  void debuggablePromise(promise, "context");
  return { stack: promise._debugStackTrace.split("\\n").length, context: promise._debugCtx, own: new Error().stack.split("\\n").length };
})()`;

describe("the SDK's own diagnostics", function () {
  this.timeout(60_000);

  it("take no stack of a promise; the promise is tracked, and other errors keep their stacks", () => {
    const { stack, context, own } = inProcess({}, TRACKED) as Record<string, unknown>;
    assert.deepEqual([stack, context], [1, "context"]);
    assert.ok(Number(own) > 2);
  });

  it("take it where somebody looks for promises that leak", () => {
    const { stack } = inProcess({ PULUMI_DEBUG_PROMISE_LEAKS: "true" }, TRACKED) as { stack: number };
    assert.ok(stack > 2);
  });

  it("have source lines only for the gate", () => {
    const expression = "Resource.stackTrace(0).length > 0";
    assert.equal(inProcess({}, expression), false);
    assert.equal(inProcess({ AEROSPIKE_KINESIS_SOURCE_LINES: "true" }, expression), true);
  });

  it("send the engine no debug messages, unless a variable asks for them", () => {
    const expression = `log.debug.toString().includes("getEngine")`;
    assert.equal(inProcess({}, expression), false);
    assert.equal(inProcess({ AEROSPIKE_KINESIS_SDK_DEBUG: "true" }, expression), true);
  });
});
