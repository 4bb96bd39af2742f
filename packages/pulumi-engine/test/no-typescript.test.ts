import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { TINY_POLICIES } from "@aerospike-kinesis/test-support";

const NO_TYPESCRIPT = join(__dirname, "../src/language-host/no-typescript.cjs");

/** What Pulumi's SDK does at the start of each policy pack. */
const START = `
  const { typescriptRequire, tsnodeRequire } = require("@pulumi/pulumi/tsutils").typeScriptRequireStrings();
  require(tsnodeRequire).register({ compiler: typescriptRequire });
  console.log(require(typescriptRequire).version);
  console.log(Object.keys(require.cache).some((file) => /typescript\\.js$/.test(file)));`;

const start = (...args: readonly string[]) =>
  spawnSync(process.execPath, [...args, "-e", START], { cwd: TINY_POLICIES, encoding: "utf8" });

describe("a pack without TypeScript", function () {
  this.timeout(60_000);

  it("starts without the compiler, which the SDK would load", () => {
    const { stdout, stderr } = start("--require", NO_TYPESCRIPT);
    assert.match(stdout, /^\d+\.\d+\.\d+\nfalse\n$/, stderr);
    assert.match(start().stdout, /\ntrue\n$/);
  });
});
