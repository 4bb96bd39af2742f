import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { makeProcessDirectory } from "../src/process-directory";

/** The id of a process that has ended. */
const { pid: gone } = spawnSync(process.execPath, ["--version"]);

describe("the directory of a process", () => {
  it("takes the place of those whose process is gone, and leaves every other one", () =>
    inTemporaryDirectory(async (base) => {
      const kept = [`x-${process.pid}-alive`, `y-${gone}-other`, "x-without", `x-${gone}`];
      for (const name of [...kept, `x-${gone}-dead`]) await mkdir(join(base, name, "files"), { recursive: true });
      const made = await makeProcessDirectory(base, "x-");
      assert.ok(made.startsWith(join(base, `x-${process.pid}-`)));
      assert.deepEqual((await readdir(base)).sort(), [...kept, made.slice(base.length + 1)].sort());
    }));
});
