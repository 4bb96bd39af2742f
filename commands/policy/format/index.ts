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

export const format = (report: GateReport, as: Format): string => FORMATS[as](report);

/** @throws UsageError naming the formats there are */
export function parseFormat(name: string): Format {
  if (name in FORMATS) return name as Format;
  throw new UsageError(`--format: expected one of ${Object.keys(FORMATS).join(", ")}, got ${name}.`);
}

/** The format that a file's name asks for. @throws UsageError naming the endings there are */
export function formatOfFile(file: string): Format {
  const named = EXTENSIONS[extname(file)];
  if (named) return named;
  throw new UsageError(`--output: expected a name that ends in ${Object.keys(EXTENSIONS).join(", ")}, got ${file}.`);
}
