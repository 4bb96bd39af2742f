import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { Family } from "@aerospike-kinesis/pulumi-engine/family";

/** Milliseconds that the longest end of a process takes: twice the five seconds of grace, and a busy machine. */
const LONGEST_END = 30_000;

/**
 * Resolves when no process of this id runs. The system can still list one that has ended, until its parent has read its
 * exit code.
 * @param pid the process's id
 * @throws Error if the process still runs after a long time; it is then killed
 */
export async function processGone(pid: number): Promise<void> {
  const deadline = Date.now() + LONGEST_END;
  while (isThere(pid)) {
    if (Date.now() > deadline) {
      process.kill(pid, "SIGKILL");
      throw new Error(`Process ${pid} still ran after ${LONGEST_END} ms.`);
    }
    await setTimeout(10);
  }
}

function isThere(pid: number): boolean {
  return new Family(pid).members().some((member) => member.pid === pid);
}

/**
 * Waits for a file that another process writes.
 * @param file its path
 * @returns its text, as soon as there is any
 */
export async function fileAppears(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text) return text;
    await setTimeout(10);
  }
}
