import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

import { Family } from "./family.cjs";
import { watch } from "./watch";

export interface CommandOptions {
  readonly cwd?: string;
  /**
   * The whole environment of the command.
   * @defaultValue that of this process
   */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command and everything that it started. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Takes each line of stdout and of stderr, as it comes. */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
  /**
   * Milliseconds from an interrupt to a kill.
   * @defaultValue 5000
   */
  readonly grace?: number;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds to wait for the last lines of a command whose processes have ended. */
const LAST_LINES_MS = 500;

/** For a wait that something else can end. Its timer does not keep this process running. */
const UNHELD = { ref: false };

/**
 * Runs a command to its end, whatever its exit code. The command leads a process group of its own, so that a person's
 * Ctrl-C reaches it only through `signal`. If it is aborted, or if this process ends or is killed, everything that the
 * command started ends, too. A process that cannot be ended is a line of stderr.
 * @param file the command's name or path
 * @param args its arguments; no shell reads them
 * @param options its directory and environment, and who is told of each line
 * @returns the exit code (1 if a signal ended the command), and all of stdout and stderr
 * @throws Error if the command cannot be started; the signal's reason if it is aborted
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  { cwd, env, signal, onLine, grace = 5000 }: CommandOptions = {},
): Promise<CommandResult> {
  signal?.throwIfAborted();
  // Descendants inherit the fourth stream. So "close" comes when the last of them is gone, and not only the command.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw (await once(child, "error"))[0] as Error;

  child.stdio[3]?.on("data", () => undefined);
  const exited = new Promise<void>((resolve) => {
    child.once("exit", resolve);
  });
  // A descendant that outlives its command by more than this does not end by itself. The result does not wait for it.
  let patience: NodeJS.Timeout | undefined;
  child.once("exit", () => {
    patience = setTimeout(() => child.stdio[3]?.destroy(), grace);
  });
  const outcome = Promise.all([
    collect(child.stdout, (line) => onLine?.(line, "stdout")),
    collect(child.stderr, (line) => onLine?.(line, "stderr")),
    new Promise<number>((resolve) => {
      child.once("close", (code) => {
        resolve(code ?? 1);
      });
    }),
  ]);

  const family = new Family(pid);
  async function end(): Promise<void> {
    family.interrupt();
    await Promise.race([exited, wait(grace, undefined, UNHELD)]);
    for (const member of await family.end()) {
      onLine?.(`Process ${member.pid} (${member.name}), started by ${file}, cannot be ended and still runs.`, "stderr");
    }
    await Promise.race([outcome, wait(LAST_LINES_MS, undefined, UNHELD)]);
    child.stdio.forEach((stream) => stream?.destroy());
  }
  let abort!: () => void;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      end().then(() => {
        reject(signal?.reason as Error);
      }, reject);
    };
  });
  const kill = () => {
    family.kill();
  };
  const isOver = watch(pid);
  signal?.addEventListener("abort", abort, { once: true });
  process.once("exit", kill);
  try {
    const [stdout, stderr, code] = await Promise.race([outcome, aborted]);
    if (signal?.aborted) await aborted;
    return { code, stdout, stderr };
  } finally {
    clearTimeout(patience);
    signal?.removeEventListener("abort", abort);
    process.off("exit", kill);
    isOver();
  }
}

async function collect(stream: Readable | null, onLine: (line: string) => void): Promise<string> {
  const lines: string[] = [];
  if (!stream) return "";
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    lines.push(line);
    onLine(line);
  }
  return lines.map((line) => `${line}\n`).join("");
}
