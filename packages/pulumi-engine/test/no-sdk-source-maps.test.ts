import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

const NO_SDK_SOURCE_MAPS = join(__dirname, "../src/language-host/no-sdk-source-maps.cjs");
const { resolve } = createRequire(__filename);
/** A module beside the SDK's script that runs programs; to run it does nothing. */
const BESIDE = resolve("@pulumi/pulumi/cmd/run/error");

/** Prints a stack with a line of the SDK, and one of a module with a source map of its own. */
const START = `
  require(${JSON.stringify(resolve("source-map-support/register"))});
  const promise = Promise.resolve();
  require(${JSON.stringify(resolve("@pulumi/pulumi/runtime/debuggable"))}).debuggablePromise(promise);
  console.log(/\\/(debuggable\\.[jt]s)/.exec(promise._debugStackTrace)[1]);
  console.log(/\\/(own\\.[jt]s:\\d+)/.exec(require("./own.js"))[1]);`;

/** Line 1 is line 3 of own.ts. */
const MAP = { version: 3, file: "own.js", sources: ["own.ts"], names: [], mappings: "AAEA" };
const OWN = `module.exports = new Error().stack;
//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(MAP)).toString("base64")}`;

/** Runs it in a process that would run a program. */
const started = (preloads: readonly string[], script = BESIDE): Promise<string> =>
  inTemporaryDirectory(async (directory) => {
    const start = join(directory, "start.cjs");
    await writeFile(start, START);
    await writeFile(join(directory, "own.js"), OWN);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...[...preloads, start].flatMap((file) => ["--require", file]), script],
      { encoding: "utf8" },
    );
    return stdout.trim() || stderr;
  });

describe("stack lines of a program", function () {
  this.timeout(60_000);

  it("are those of the SDK's JavaScript, whose source maps nobody reads, and else mapped as ever", async () => {
    assert.equal(await started([]), "debuggable.ts\nown.ts:3");
    assert.equal(await started([NO_SDK_SOURCE_MAPS]), "debuggable.js\nown.ts:3");
  });

  it("are left as they are where no SDK is", () =>
    inTemporaryDirectory(async (directory) => {
      const script = join(directory, "elsewhere.cjs");
      await writeFile(script, "");
      assert.equal(await started([NO_SDK_SOURCE_MAPS], script), "debuggable.ts\nown.ts:3");
    }));
});
