import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { PROJECT } from "../support/program";

/** Loads the component as a program of another team does, and says what it got and which files Node loaded. */
const LOAD = `
  const found = Object.keys(require("./components"));
  const isTypeScript = (file) => /\\.ts$|ts-node|[\\\\/]typescript\\.js$/.test(file);
  console.log(JSON.stringify({ found, loaded: Object.keys(require.cache).filter(isTypeScript) }));`;

describe("the entries that Pulumi runs", function () {
  this.timeout(60_000);

  it("give the component without a TypeScript compiler, and serve nothing where no plugin is run", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", LOAD], { cwd: PROJECT, encoding: "utf8" });
    assert.deepEqual(JSON.parse(stdout || "{}"), { found: ["AerospikeIngest"], loaded: [] }, stderr);
  });

  for (const [directory, file] of [
    [".", "Pulumi.yaml"],
    ["bootstrap", "Pulumi.yaml"],
    ["components", "PulumiPlugin.yaml"],
  ] as const) {
    it(`are JavaScript, and named where Pulumi looks: ${join(directory, file)}`, () => {
      const read = (name: string) => readFileSync(join(PROJECT, directory, name), "utf8");
      const { runtime } = parse(read(file)) as { readonly runtime: unknown };
      const { main } = JSON.parse(read("package.json")) as { readonly main: string };
      assert.deepEqual([runtime, main], [{ name: "nodejs", options: { typescript: false } }, "main.cjs"]);
    });
  }
});
