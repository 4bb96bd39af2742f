import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import { EngineError } from "./errors";

/** A user's directories below the home directory, each by the variable that moves it. */
const DEFAULTS = { XDG_CACHE_HOME: [".cache"], XDG_STATE_HOME: [".local", "state"] } as const;

/**
 * A user's directory for files of one kind. A value that is not an absolute path is ignored, as the XDG specification
 * says.
 * @param variable the variable that moves the directory
 * @param env the environment
 * @returns an absolute path; the directory need not exist
 * @throws EngineError if the variable is not set and there is no home directory either
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
    // The user id has no entry in the system's list of users, as in containers.
    throw new EngineError("There is no home directory. Set HOME to a directory that can be written.");
  }
}

/**
 * The errors of a file system where nothing may be written, where the directory does not exist, or where no space is
 * left.
 */
const REFUSALS = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EEXIST", "ENOSPC", "EDQUOT"];

/**
 * Does `work`, which writes to a directory.
 * @param directory for the error
 * @param toSet the variables that move the directory
 * @param work anything that writes there
 * @returns what `work` returns
 * @throws EngineError if nothing can be written there (it says what to set); whatever else `work` throws
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
