import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { engineDirectory, runCommand, withLock } from "@aerospike-kinesis/pulumi-engine";

export interface GoTool {
  /** Also the name of its executable. */
  readonly name: string;
  /** Such as `github.com/rhysd/actionlint/cmd/actionlint`. */
  readonly package: string;
  /** Without `v`. */
  readonly version: string;
  /** What is not tested without the tool, for the error: a whole sentence. */
  readonly without: string;
}

/**
 * A tool that only tests need: the one that was built before, or one built now with Go, beside the engine, or one that is
 * installed.
 * @throws Error that says what to install where there is none of these
 */
export async function findGoTool({ name, package: path, version, without }: GoTool): Promise<string> {
  const directory = join(dirname(engineDirectory(process.env)), `${name}-${version}`);
  const file = join(directory, name);
  if (existsSync(file)) return file;
  await mkdir(dirname(directory), { recursive: true });
  return withLock(directory, console.log, async () => {
    if (existsSync(file)) return file;
    const partial = await mkdtemp(`${directory}.partial-`);
    try {
      const env = { ...process.env, GOBIN: partial };
      const { code, stderr } = await runCommand("go", ["install", "-ldflags=-s -w", `${path}@v${version}`], { env });
      if (code !== 0) throw new Error(`${name} could not be built:\n${stderr}`);
      await rm(directory, { recursive: true, force: true });
      await rename(partial, directory);
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      if (spawnSync(name, ["-version"]).error === undefined) return name;
      throw new Error(`${without} Install Go (https://go.dev/dl), which builds ${name}, or ${name}.`, { cause: error });
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}
