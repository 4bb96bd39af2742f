import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { build } from "./build";
import { download } from "./download";
import { EngineError } from "./errors";
import { isRunning } from "./family.cjs";
import { cachedEngine, cliOf, type Engine } from "./installed";
import type { Make, MakeOptions } from "./make-options";
import { writingTo } from "./places";
import { PULUMI_VERSION } from "./version";

/** Ways to get an engine, by the origin that they give it, in the order in which they are tried. */
export type Ways = Partial<Record<Engine["origin"], Make>>;

export const realWays: Ways = { download, build };

/**
 * Makes the engine in a directory beside the given one, and moves it there when it is complete. So an interruption
 * never leaves half an engine.
 * @param directory where the engine goes
 * @param ways how to get one, in the order in which they are tried
 * @param options the environment, who is told of the progress, and the signal that ends it
 * @returns the engine in `directory`
 * @throws EngineError if no way leads to an engine (it says what was tried, and what to install), or if the directory
 *   cannot be written
 */
export async function makeEngine(directory: string, ways: Ways, options: MakeOptions): Promise<Engine> {
  await writingTo(dirname(directory), "AEROSPIKE_KINESIS_CACHE", async () => {
    await mkdir(dirname(directory), { recursive: true });
    await removeLeftovers(directory);
    await probe(directory);
  });
  const failures: string[] = [];
  for (const [origin, make] of Object.entries(ways) as [Engine["origin"], Make][]) {
    const partial = await mkdtemp(`${partialPrefix(directory)}${process.pid}-`);
    try {
      await make(partial, options);
      const made = cachedEngine(partial, origin);
      if (!made) throw new Error("it brought no bin/pulumi");
      await rm(directory, { recursive: true, force: true });
      await rename(partial, directory);
      return { ...made, cli: cliOf(directory) };
    } catch (error) {
      options.signal?.throwIfAborted();
      failures.push(`${origin}: ${(error as Error).message}`);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  throw new EngineError(
    [
      "No Pulumi CLI: there is none on PATH that is recent enough, and it could not be had otherwise.",
      ...failures.map((failure) => `  - ${failure}`),
      `Install Pulumi ${PULUMI_VERSION} or a later 3.x (https://www.pulumi.com/docs/iac/download-install/),`,
      `or Go, to build it with (https://go.dev/doc/install), and run the command again.`,
    ].join("\n"),
  );
}

/** Checks that the engine can be written and executed in its directory, before the minutes that it takes to get it. */
async function probe(directory: string): Promise<void> {
  const place = await mkdtemp(`${partialPrefix(directory)}${process.pid}-`);
  const file = cliOf(place);
  try {
    await mkdir(dirname(file));
    await writeFile(file, "", { mode: 0o755 });
    cachedEngine(place);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

const partialPrefix = (directory: string) => `${directory}.partial-`;

/** Removes the directories of processes that were killed while they made an engine. */
async function removeLeftovers(directory: string): Promise<void> {
  const prefix = basename(partialPrefix(directory));
  for (const entry of await readdir(dirname(directory))) {
    if (entry.startsWith(prefix) && !isRunning(Number.parseInt(entry.slice(prefix.length), 10))) {
      await rm(join(dirname(directory), entry), { recursive: true, force: true });
    }
  }
}
