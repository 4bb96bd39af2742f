import { extname } from "node:path";

import { UsageError } from "../shared/errors";
import { requireWritable } from "../shared/output-file";

/**
 * Refuses a file that cannot be written, before minutes of work.
 * @param file of the command line; undefined if there is none
 * @returns the file
 * @throws UsageError for no file, a name of another format, or a file that cannot be written
 */
export async function outputFile(file: string | undefined): Promise<string> {
  const expected = "--output: expected the file to write, such as docs/dashboard.svg";
  if (file === undefined) throw new UsageError(`${expected}.`);
  if (file === "") throw new UsageError(`${expected}, got an empty text.`);
  await requireWritable("--output", file);
  const extension = extname(file);
  if (extension !== "" && extension !== ".svg") {
    throw new UsageError(`${expected}, got ${file}: the picture is SVG, not ${extension}.`);
  }
  return file;
}
