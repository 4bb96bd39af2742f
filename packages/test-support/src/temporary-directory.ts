import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isRunning } from "@aerospike-kinesis/pulumi-engine/family";

const PREFIX = "aerospike-kinesis-test-";

/** The process that made a directory. A killed or interrupted one leaves it. */
const OWNED = new RegExp(`^${PREFIX}(\\d+)-`);

let removal: Promise<void> | undefined;

/**
 * Makes a directory for a test. The first call in a process also removes what processes that have ended left: tests that were
 * interrupted remove nothing.
 * @returns its absolute path
 */
export async function makeTemporaryDirectory(): Promise<string> {
  await (removal ??= removeLeftovers(tmpdir()));
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/**
 * Calls `use` with a new directory, and removes the directory afterwards.
 * @param use gets the absolute path
 * @returns what `use` returns
 */
export async function inTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await makeTemporaryDirectory();
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function removeLeftovers(base: string): Promise<void> {
  const left = (await readdir(base)).filter((name) => {
    const [, pid] = OWNED.exec(name) ?? [];
    return pid !== undefined && !isRunning(Number(pid));
  });
  // Another user's cannot be removed; and another run can be removing the same.
  await Promise.allSettled(left.map((name) => rm(join(base, name), { recursive: true, force: true })));
}
