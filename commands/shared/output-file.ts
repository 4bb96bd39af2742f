import { constants, existsSync } from "node:fs";
import { access, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { UsageError } from "./errors";

/**
 * Refuses a file that cannot be written, before any work is done. It creates and changes nothing.
 * @param flag that names the file, such as `--report`
 * @param file as it was typed
 * @returns the file
 * @throws UsageError for an empty name, a directory, a file or a directory that nobody here may write, and no directory
 */
export async function requireWritable(flag: string, file: string): Promise<string> {
  const problem = await problemOf(file);
  if (problem === undefined) return file;
  throw new UsageError(`${flag}: expected a file that can be written, got ${problem}.`);
}

async function problemOf(file: string): Promise<string | undefined> {
  if (file === "") return "an empty text";
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() === true) return `the directory ${file}`;
  const directory = dirname(file);
  const place = await stat(directory).catch(() => undefined);
  if (place === undefined) return `${file}: there is no directory ${directory}`;
  if (!place.isDirectory()) return `${file}: ${directory} is no directory`;
  try {
    await access(found === undefined ? directory : file, constants.W_OK);
    return undefined;
  } catch (error) {
    return `${file}: ${String((error as NodeJS.ErrnoException).code)}`;
  }
}

/**
 * Refuses a file that is there already or cannot be written, before any work is done.
 * @param flag that names the file
 * @param file as it was typed
 * @param otherwise what else is allowed, such as `, or --force to replace it`
 * @returns the file
 * @throws UsageError with what was found
 */
export async function requireNew(flag: string, file: string, otherwise = ""): Promise<string> {
  if (file !== "" && existsSync(file)) throw isThere(flag, file, otherwise);
  return requireWritable(flag, file);
}

/**
 * Says that a file is there already.
 * @param flag that names the file
 * @param file as it was typed
 * @param otherwise what else is allowed
 * @returns the error
 */
export const isThere = (flag: string, file: string, otherwise = ""): UsageError =>
  new UsageError(`${flag}: expected a file that does not exist yet${otherwise}, got ${file}.`);

/** Where a result goes that its file does not take. */
export interface Fallback {
  /** Takes the whole text. @defaultValue stdout */
  readonly print?: (text: string) => void;
  /** Takes the reason. @defaultValue stderr */
  readonly report?: (line: string) => void;
}

/**
 * Writes the result of a run. If that fails, such as on a full disk, it prints the result, so that it is not lost.
 * @param flag that names the file
 * @param file to write
 * @param text the whole result, which holds no secret
 * @param fallback where the result goes instead
 * @returns whether the file is written
 */
export async function writeOrPrint(
  flag: string,
  file: string,
  text: string,
  { print = (whole) => void process.stdout.write(whole), report = console.error }: Fallback = {},
): Promise<boolean> {
  try {
    await writeFile(file, text);
    return true;
  } catch (error) {
    print(text);
    report(
      `${flag}: ${file} could not be written: ${(error as Error).message}. What belongs there is printed instead.`,
    );
    return false;
  }
}
