import { extname } from "node:path";

import { UsageError } from "../../shared/errors";
import type { GateReport } from "../report";
import { json } from "./json";
import { markdown } from "./markdown";
import { sarif } from "./sarif";
import { text } from "./text";

export const FORMATS = { text, markdown, json, sarif };

export type Format = keyof typeof FORMATS;

const EXTENSIONS: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".md": "markdown",
  ".json": "json",
  ".sarif": "sarif",
};

/**
 * Writes a report.
 * @param report of the gate
 * @param as the format
 * @returns the text
 */
export const format = (report: GateReport, as: Format): string => FORMATS[as](report);

/**
 * Reads the flag `--format`.
 * @param name as a person wrote it
 * @returns the format
 * @throws UsageError with the names of all formats
 */
export function parseFormat(name: string): Format {
  if (name in FORMATS) return name as Format;
  throw new UsageError(`--format: expected one of ${Object.keys(FORMATS).join(", ")}, got ${name}.`);
}

/**
 * The format that a file's name asks for.
 * @param file a path
 * @returns the format of its ending
 * @throws UsageError with all endings
 */
export function formatOfFile(file: string): Format {
  const named = EXTENSIONS[extname(file)];
  if (named) return named;
  throw new UsageError(`--output: expected a name that ends in ${Object.keys(EXTENSIONS).join(", ")}, got ${file}.`);
}
