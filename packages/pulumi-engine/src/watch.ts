import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { join } from "node:path";

const WATCHDOG = join(__dirname, "watchdog.cjs");

let watchdog: ChildProcess | undefined;

/**
 * Makes sure that a command ends if this process is killed first. One other process watches all commands of this one,
 * and ends with it.
 * @param leader the id of the command's process
 * @returns a function that must be called when the command is over
 */
export function watch(leader: number): () => void {
  tell(`+${leader}`);
  return () => {
    tell(`-${leader}`);
  };
}

function tell(line: string): void {
  watchdog ??= start();
  watchdog.stdin?.write(`${line}\n`);
}

/**
 * Starts the watchdog in a session of its own, where no Ctrl-C reaches it. It keeps neither this process nor a
 * directory in use.
 */
function start(): ChildProcess {
  const child = spawn(process.execPath, [WATCHDOG], {
    cwd: "/",
    detached: true,
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a watchdog, this process still ends its commands, unless it is killed.
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
