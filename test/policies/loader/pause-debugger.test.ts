import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { PROJECT } from "../../support/program";

/** What a process finds that starts as the SDK starts a program or a pack: with V8's debugger on. */
function inProcess(pause: boolean, expression: string): unknown {
  const script = `
    const hooks = require("@pulumi/pulumi/runtime/closure/v8Hooks");
    const { pauseDebugger } = require("./policies/loader/pause-debugger.cjs");
    (async () => {
      const told = [];
      (await hooks.getSessionAsync()).on("Debugger.scriptParsed", ({ params: { url } }) => told.push(url));
      if (${pause}) pauseDebugger(require);
      await new Promise(setImmediate);
      require("@pulumi/pulumi/errors");
      console.log(JSON.stringify(await (${expression})));
    })();`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: PROJECT, encoding: "utf8" });
  assert.notEqual(stdout, "", stderr);
  return JSON.parse(stdout);
}

/** Whether the debugger has told of a script that was loaded after the start. */
const IS_TOLD = 'told.some((url) => url.endsWith("/@pulumi/pulumi/errors.js"))';

/** The SDK turns a function into text, as for an AWS Lambda. It reads what the function captures through the debugger. */
const TEXT = `(() => {
  const captured = { greeting: "hello" };
  return require("@pulumi/pulumi").runtime.serializeFunction(() => captured.greeting);
})()`;

describe("V8's debugger", function () {
  this.timeout(60_000);

  it("is paused, because promises take three times as long with it", () => {
    assert.equal(inProcess(false, IS_TOLD), true);
    assert.equal(inProcess(true, IS_TOLD), false);
  });

  it("is there again for who turns a function into a resource, and knows the scripts that came meanwhile", () => {
    const paused = inProcess(true, `${TEXT}.then(({ text }) => [text, ${IS_TOLD}])`);
    assert.deepEqual(paused, inProcess(false, `${TEXT}.then(({ text }) => [text, ${IS_TOLD}])`));
    assert.match(JSON.stringify(paused), /greeting: .{0,2}"hello/);
  });

  it("is left alone where the SDK has not started it", () => {
    const script = `
      const { pauseDebugger } = require("./policies/loader/pause-debugger.cjs");
      pauseDebugger(require);
      pauseDebugger(require("node:module").createRequire("/nowhere/index.ts"));
      console.log(Object.keys(require.cache).some((file) => file.includes("v8Hooks")));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: PROJECT, encoding: "utf8" });
    assert.equal(stdout.trim(), "false", stderr);
  });
});
