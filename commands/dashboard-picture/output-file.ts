import { stat } from "node:fs/promises";
import { dirname, extname } from "node:path";

import { UsageError } from "../shared/errors";

/**
 * Refuses a file that cannot be written, before minutes of work.
 * @param file of the command line; undefined if there is none
 * @returns the file
 * @throws UsageError for no file, a name of another format, a directory, or a directory that does not exist
 */
export async function outputFile(file: string | undefined): Promise<string> {
  const expected = "--output: expected the file to write, such as docs/dashboard.svg";
  if (file === undefined) throw new UsageError(`${expected}.`);
  if (file === "") throw new UsageError(`${expected}, got an empty text.`);
  const directory = dirname(file);
  if (!(await isDirectory(directory))) {
    throw new UsageError(`${expected}, got ${file}: there is no directory ${directory}.`);
  }
  if (await isDirectory(file)) throw new UsageError(`${expected}, got the directory ${file}.`);
  const extension = extname(file);
  if (extension !== "" && extension !== ".svg") {
    throw new UsageError(`${expected}, got ${file}: the picture is SVG, not ${extension}.`);
  }
  return file;
}

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};
