import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";

import { makeOwnedDirectory, removeLeft } from "@aerospike-kinesis/pulumi-engine/process-directory";

const PREFIX = "aerospike-kinesis-test-";

let removal: Promise<void> | undefined;

/**
 * Makes a directory for a test. The first one of a process also removes what processes that have ended left: tests that
 * were interrupted remove nothing.
 * @returns its absolute path
 */
export async function makeTemporaryDirectory(): Promise<string> {
  removal ??= removeLeft(tmpdir(), PREFIX);
  await removal;
  return makeOwnedDirectory(tmpdir(), PREFIX);
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
