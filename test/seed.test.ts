import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { inTemporaryDirectory, randomBytes } from "@aerospike-kinesis/test-support";

import { PROJECT } from "./support/program";

const FAST_CHECK = createRequire(__filename).resolve("fast-check");
/** Makes numbers, in the way of every random test. */
const TEST = `
  const fc = require(${JSON.stringify(FAST_CHECK)});
  it("makes numbers", () => {
    const made = [];
    fc.assert(fc.property(fc.integer(), (number) => { made.push(number); }), { numRuns: 3 });
    console.log("made " + made.join());
  });`;

/** Runs files of tests as `npm test` does. */
function runFiles(files: readonly string[], seed?: string) {
  const { stdout, stderr } = spawnSync(join(PROJECT, "node_modules", ".bin", "mocha"), files, {
    cwd: PROJECT,
    env: { ...process.env, SEED: seed },
    encoding: "utf8",
  });
  const [, printed] = /^Random tests started from SEED=(\d+)\.$/m.exec(stdout) ?? [];
  return { made: stdout.match(/^made .*$/gm) ?? [], seed: printed, output: stdout + stderr };
}

describe("random tests", function () {
  this.timeout(120_000);

  it("start from one number in all processes, and SEED repeats what they made", () =>
    inTemporaryDirectory(async (directory) => {
      const files = ["a.cjs", "b.cjs"].map((name) => join(directory, name));
      for (const file of files) await writeFile(file, TEST);
      const { made, seed, output } = runFiles(files);
      assert.equal(made.length, 2, output);
      assert.equal(made[0], made[1]);
      assert.ok(seed !== undefined, output);
      assert.deepEqual(runFiles(files, seed).made, made);
      assert.notDeepEqual(runFiles(files, String(Number(seed) + 1)).made, made);
    }));

  it("make the same bytes of the same seed", () => {
    assert.ok(randomBytes(1000).equals(randomBytes(1000)));
    assert.equal(randomBytes(1000).length, 1000);
  });
});
