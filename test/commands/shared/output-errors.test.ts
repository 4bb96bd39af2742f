import assert from "node:assert/strict";
import { spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";

const COMMAND = ["--import", "tsx", "commands/plan/index.ts", "--stage", "dev"];
const LOAD = ["--records-per-second", "500", "--record-bytes", "1000"];

const start = (stdio: StdioOptions) => spawn(process.execPath, [...COMMAND, ...LOAD], { stdio });

/** How a command ends, and what it says beside its output. */
async function endOf(child: ReturnType<typeof start>): Promise<readonly [code: unknown, stderr: string]> {
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += String(chunk)));
  const [code] = (await once(child, "close")) as readonly unknown[];
  return [code, stderr];
}

describe("a command whose output cannot be written", () => {
  it("ends without a word, and with its own exit code, if nobody reads its pipe any more", async () => {
    const child = start(["ignore", "pipe", "pipe"]);
    child.stdout?.destroy();
    assert.deepEqual(await endOf(child), [0, ""]);
    const wrong = spawn(process.execPath, [...COMMAND, "--peak", "x"], { stdio: ["ignore", "ignore", "pipe"] });
    wrong.stderr.destroy();
    assert.deepEqual(await endOf(wrong), [2, ""]);
  });

  it("says in one line that the disk is full", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = await open("/dev/full", "w");
    try {
      const [code, stderr] = await endOf(start(["ignore", full.fd, "pipe"]));
      assert.equal(code, 1);
      assert.match(stderr, /^The output could not be written: ENOSPC: .*\.\n$/);
    } finally {
      await full.close();
    }
  });
});
