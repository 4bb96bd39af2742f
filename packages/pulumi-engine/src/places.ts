import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import { EngineError } from "./errors";

/** A user's directories, by the variable that moves each, below the home directory. */
const DEFAULTS = { XDG_CACHE_HOME: [".cache"], XDG_STATE_HOME: [".local", "state"] } as const;

/**
 * A user's directory for files of one kind. A value that is not an absolute path counts as none: the XDG specification says so.
 * @throws EngineError where there is no home directory either
 */
export function userDirectory(variable: keyof typeof DEFAULTS, env: NodeJS.ProcessEnv): string {
  const given = env[variable] ?? "";
  return isAbsolute(given) ? given : join(homeOf(env), ...DEFAULTS[variable]);
}

function homeOf(env: NodeJS.ProcessEnv): string {
  if (env.HOME) return resolve(env.HOME);
  try {
    return homedir();
  } catch {
    // A user id without an entry in the system's list of users, as containers have.
    throw new EngineError("There is no home directory. Set HOME to a directory that can be written.");
  }
}

/** What a file system answers where nothing may be written, where there is no such place, or no space. */
const REFUSALS = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EEXIST", "ENOSPC", "EDQUOT"];

/**
 * Does `work`, which writes to a directory.
 * @param toSet the variables that move the directory
 * @throws EngineError that says what to set where nothing can be written there
 */
export async function writingTo<T>(directory: string, toSet: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!REFUSALS.includes(code)) throw error;
    throw new EngineError(`${directory} cannot be written (${code}). Set ${toSet} to a directory that can.`);
  }
}
