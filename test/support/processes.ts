import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Resolves when there is no process of this id: a dead one stays until its parent, or init, has read its exit code. */
export async function processGone(pid: number): Promise<void> {
  while (isThere(pid)) await setTimeout(10);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The text of a file that another process writes, as soon as there is any. */
export async function fileAppears(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text) return text;
    await setTimeout(10);
  }
}
