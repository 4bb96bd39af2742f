import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "../src/temporary-directory";

describe("a temporary directory", function () {
  this.timeout(60_000);

  /** A process of tests that has made a directory in `base`, and waits. */
  async function hold(base: string): Promise<{ child: ChildProcess; directory: string }> {
    const script = join(__dirname, "programs", "hold-directory.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, TMPDIR: base },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { child, directory: String(line).trim() };
  }

  async function end({ child }: { child: ChildProcess }, signal: NodeJS.Signals): Promise<void> {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  it("of an interrupted run is removed by the next one, and that of a run that goes on is not", () =>
    inTemporaryDirectory(async (base) => {
      const interrupted = await hold(base);
      const running = await hold(base);
      await end(interrupted, "SIGINT");
      assert.ok(existsSync(interrupted.directory), "nobody is left to remove it");
      const next = await hold(base);
      try {
        assert.deepEqual(
          [interrupted, running, next].map(({ directory }) => existsSync(directory)),
          [false, true, true],
        );
      } finally {
        await Promise.all([running, next].map((one) => end(one, "SIGKILL")));
      }
    }));
});
