import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { PROJECT } from "../support/program";

/** A process that loads the module, which changes the SDK of its process. */
function inProcess(env: Readonly<Record<string, string>>, expression: string) {
  const script = `
    require("tsx/cjs");
    require("./config/sdk-diagnostics.ts");
    const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
    const log = require("@pulumi/pulumi/log");
    const { Resource } = require("@pulumi/pulumi");
    console.log("=" + JSON.stringify(${expression}));`;
  return spawnSync(process.execPath, ["-e", script], {
    cwd: PROJECT,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
}

/** What such a process finds. */
function found(env: Readonly<Record<string, string>>, expression: string): unknown {
  const { stdout, stderr } = inProcess(env, expression);
  const [, json = ""] = /^=(.*)$/m.exec(stdout) ?? [];
  assert.notEqual(json, "", stderr);
  return JSON.parse(json);
}

const TRACKED = `(() => {
  const { leakCandidates } = require("@pulumi/pulumi/runtime/state").getStore();
  const promise = Promise.resolve();
  void debuggablePromise(promise, "context");
  return { open: leakCandidates.has(promise), stack: promise._debugStackTrace ?? "", own: new Error().stack.split("\\n").length };
})()`;

/** Whether the SDK's list of open promises is as it must be after one was kept and one refused. */
const SETTLED = `(() => {
  const { leakCandidates } = require("@pulumi/pulumi/runtime/state").getStore();
  const refused = Promise.reject(new Error("refused"));
  Promise.allSettled([debuggablePromise(Promise.resolve(1)), debuggablePromise(refused)]).then(([kept, no]) => {
    if (kept.value !== 1 || no.reason.message !== "refused" || no.reason.promise !== refused) process.exit(3);
    if (leakCandidates.size > 0) process.exit(4);
  });
  return leakCandidates.size;
})()`;

describe("the SDK's own diagnostics", function () {
  this.timeout(60_000);

  it("take no stack of a promise; the promise is tracked, and other errors keep their stacks", () => {
    const { open, stack, own } = found({}, TRACKED) as Record<string, unknown>;
    assert.deepEqual([open, stack], [true, ""]);
    assert.ok(Number(own) > 2);
  });

  it("take it where somebody looks for promises that leak", () => {
    const { stack } = found({ PULUMI_DEBUG_PROMISE_LEAKS: "true" }, TRACKED) as { stack: string };
    assert.ok(stack.split("\n").length > 2);
  });

  it("still say at the end which promises never settled, and fail the program", () => {
    const { status, stderr } = inProcess({}, "void debuggablePromise(new Promise(() => {})) ?? 1");
    assert.equal(status, 1);
    assert.match(stderr, /detected that 1 promise was still active/);
  });

  it("hand on what a promise holds or why it was refused, and forget it then", () => {
    const { status, stdout, stderr } = inProcess({}, SETTLED);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^=[23]$/m);
  });

  it("have source lines only for the gate", () => {
    const expression = "Resource.stackTrace(0).length > 0";
    assert.equal(found({}, expression), false);
    assert.equal(found({ AEROSPIKE_KINESIS_SOURCE_LINES: "true" }, expression), true);
  });

  it("send the engine no debug messages, unless a variable asks for them", () => {
    const expression = `log.debug.toString().includes("getEngine")`;
    assert.equal(found({}, expression), false);
    assert.equal(found({ AEROSPIKE_KINESIS_SDK_DEBUG: "true" }, expression), true);
  });
});
