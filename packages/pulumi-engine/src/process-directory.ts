import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { isRunning } from "./family.cjs";

/**
 * Makes a directory that belongs to a process: `<prefix><pid>-<random>`. A process that is killed leaves its directory, so
 * this also removes those of the same prefix whose process is gone.
 * @param base where the directory is made; it must exist
 * @param prefix what the name begins with
 * @param pid of the process that the directory belongs to
 * @returns the path of the new directory, which only this user can read
 */
export async function makeProcessDirectory(base: string, prefix = "", pid = process.pid): Promise<string> {
  await removeLeft(base, prefix);
  return makeOwnedDirectory(base, prefix, pid);
}

/**
 * Makes a directory that belongs to a process, and removes nothing: for a process that has called `removeLeft`.
 * @param base where the directory is made; it must exist
 * @param prefix what the name begins with
 * @param pid of the process that the directory belongs to
 * @returns the path of the new directory, which only this user can read
 */
export const makeOwnedDirectory = (base: string, prefix: string, pid = process.pid): Promise<string> =>
  mkdtemp(join(base, `${prefix}${pid}-`));

/**
 * Removes the directories whose process is gone.
 * @param base where the directories are
 * @param prefix what their names begin with, before the process' id
 */
export async function removeLeft(base: string, prefix: string): Promise<void> {
  const left = (await readdir(base)).filter((name) => {
    const [, owner] = name.startsWith(prefix) ? (/^(\d+)-/.exec(name.slice(prefix.length)) ?? []) : [];
    return owner !== undefined && !isRunning(Number(owner));
  });
  // Another user's cannot be removed, and another process can be removing the same.
  await Promise.allSettled(left.map((name) => rm(join(base, name), { recursive: true, force: true })));
}
