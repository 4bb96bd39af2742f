import type { ConformanceResult } from "../result";
import { formatJson } from "./json";
import { formatMarkdown } from "./markdown";
import { formatText } from "./text";

export const FORMATS = ["text", "markdown", "json"] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Writes a report.
 * @param results one for each API
 * @param format how it is written
 * @returns the whole text, with its last line end
 */
export const formatReport = (results: readonly ConformanceResult[], format: Format): string =>
  ({ text: formatText, markdown: formatMarkdown, json: formatJson })[format](results);
