import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { engineDirectory, runCommand, withLock } from "@aerospike-kinesis/pulumi-engine";

const VERSION = "1.7.12";

/**
 * The linter of GitHub's workflows: the one that was built before, or one built now with Go, beside the engine, in ten
 * seconds, or one that is installed.
 * @throws Error that says what to install where there is none of these
 */
export async function findActionlint(): Promise<string> {
  const directory = join(dirname(engineDirectory(process.env)), `actionlint-${VERSION}`);
  const file = join(directory, "actionlint");
  if (existsSync(file)) return file;
  await mkdir(dirname(directory), { recursive: true });
  return withLock(directory, console.log, async () => {
    if (existsSync(file)) return file;
    const partial = await mkdtemp(`${directory}.partial-`);
    try {
      const { code, stderr } = await runCommand(
        "go",
        ["install", `github.com/rhysd/actionlint/cmd/actionlint@v${VERSION}`],
        {
          env: { ...process.env, GOBIN: partial },
        },
      );
      if (code !== 0) throw new Error(`actionlint could not be built:\n${stderr}`);
      await rm(directory, { recursive: true, force: true });
      await rename(partial, directory);
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      if (spawnSync("actionlint", ["-version"]).status === 0) return "actionlint";
      throw new Error(
        "The workflows are not linted: install Go (https://go.dev/dl), which builds actionlint, or actionlint.",
        { cause: error },
      );
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}
