import { readFileSync } from "node:fs";

import { UsageError } from "./errors";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "you may not read it",
};

/**
 * Reads a file of text that a person named.
 * @param flag that names the file, such as `--assumptions`, or a variable
 * @param file its path
 * @returns the text, without a byte order mark
 * @throws UsageError that names the file, if it cannot be read or is not UTF-8
 */
export function readTextFile(flag: string, file: string): string {
  const refuse = (why: string): UsageError =>
    new UsageError(
      `${flag}: expected a file that can be read, got ${file === "" ? "an empty text" : `${file}: ${why}`}.`,
    );
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw refuse(REASONS[code] ?? message);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // The message is the same.
  }
  throw refuse("it is no text in UTF-8");
}
