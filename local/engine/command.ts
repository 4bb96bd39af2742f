import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface CommandOptions {
  readonly cwd?: string;
  /** The whole environment of the command. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command and everything it started; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Each line of stdout and of stderr, as it comes. */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
  /** Milliseconds from an interrupt to a kill. Default 5000. */
  readonly grace?: number;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end, whatever its exit code.
 * It leads a process group of its own, so that a person's Ctrl-C reaches it through `signal` only, and no child is forgotten.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  { cwd, env, signal, onLine, grace = 5000 }: CommandOptions = {},
): Promise<CommandResult> {
  signal?.throwIfAborted();
  // Every descendant inherits the fourth stream, so "close" comes when the last of them is gone, not just the command.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  child.stdio[3]?.on("data", () => undefined);

  const timers: NodeJS.Timeout[] = [];
  const kill = () => {
    killGroup(child.pid, "SIGKILL");
  };
  const interrupt = () => {
    killGroup(child.pid, "SIGINT");
    timers.push(setTimeout(kill, grace));
  };
  // A descendant that outlives a command by more than this will not end by itself: the answer need not wait for it.
  child.once("exit", () => {
    timers.push(setTimeout(() => child.stdio[3]?.destroy(), grace));
  });
  signal?.addEventListener("abort", interrupt, { once: true });
  process.once("exit", kill);
  try {
    const [stdout, stderr, code] = await Promise.all([
      collect(child.stdout, (line) => onLine?.(line, "stdout")),
      collect(child.stderr, (line) => onLine?.(line, "stderr")),
      new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode) => {
          resolve(exitCode ?? 1);
        });
      }),
    ]);
    signal?.throwIfAborted();
    return { code, stdout, stderr };
  } finally {
    timers.forEach(clearTimeout);
    signal?.removeEventListener("abort", interrupt);
    process.off("exit", kill);
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

/** A group whose last process is gone cannot be signalled; that is what is wanted. */
function killGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
