import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory, processGone } from "@aerospike-kinesis/test-support";

import { PROJECT } from "./support/program";

const LIMIT_MS = 3000;

/** Files of tests, by name. None of them but the first would ever end. */
const FILES: Readonly<Record<string, string>> = {
  "fine.cjs": `it("is fine", () => {})`,
  "loops.cjs": `it("loops", () => { for (;;); })`,
  "loads.mjs": `await new Promise((resolve) => setTimeout(resolve, 1e9))`,
  "hook.cjs": `
    before(function () {
      this.timeout(0);
      const { spawn } = require("node:child_process");
      console.log("started " + spawn("sleep", ["1000"], { detached: true, stdio: "inherit" }).pid);
      return new Promise((resolve) => setTimeout(resolve, 1e9));
    });
    it("waits for a hook", () => {})`,
};

/** Runs files of tests as `npm test` does. */
async function runFiles(directory: string, files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  const { status, stdout, stderr } = spawnSync(
    join(PROJECT, "node_modules", ".bin", "mocha"),
    Object.keys(files).map((name) => join(directory, name)),
    { cwd: PROJECT, env: { ...process.env, TEST_FILE_LIMIT_MS: String(LIMIT_MS) }, encoding: "utf8" },
  );
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

describe("a file of tests", function () {
  this.timeout(120_000);

  it("that hangs is ended with all it started, counted as failed and named; the others are not touched", () =>
    inTemporaryDirectory(async (directory) => {
      const { status, stdout, stderr, lastLine } = await runFiles(directory, FILES);
      assert.deepEqual([status, lastLine], [3, "1 passed, 3 failed"], stdout + stderr);
      for (const name of ["loops.cjs", "loads.mjs", "hook.cjs"]) {
        assert.match(stderr, new RegExp(`${name}: not over after 3 s, so it is ended and has failed`));
        assert.match(stdout, new RegExp(`\\d\\) .*${name}`));
      }
      const [, child] = /started (\d+)/.exec(stdout) ?? [];
      await processGone(Number(child));
    }));

  it("whose process dies has failed, and the files that wait for a process run", () =>
    inTemporaryDirectory(async (directory) => {
      const dies = `it("dies", () => process.kill(process.pid, "SIGKILL"))`;
      const files = { "a.cjs": dies, "b.cjs": dies, "c.cjs": `it("is fine", () => {})` };
      const { status, stdout, stderr, lastLine } = await runFiles(directory, files);
      assert.deepEqual([status, lastLine], [2, "1 passed, 2 failed"], stdout + stderr);
    }));
});
