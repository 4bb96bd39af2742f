import { escapeCell } from "../../shared/markdown";
import { type ConformanceResult, isConform, verdictOf } from "../result";
import { checkState, stateOf } from "./lines";

/**
 * Writes the tables in Markdown, for an issue or the summary of a job.
 * @param results one for each API
 * @returns a section for each API
 */
export const formatMarkdown = (results: readonly ConformanceResult[]): string => results.map(sectionOf).join("\n");

function sectionOf(result: ConformanceResult): string {
  const { target, startedAt, checks, experiments, requests, bytes, mark } = result;
  const passed = checks.filter(({ ok }) => ok).length;
  return [
    `## ${cell(target)}: ${headingOf(result)}`,
    "",
    cell(verdictOf(result)),
    "",
    `${startedAt}, ${passed} of ${checks.length} checks passed, ${requests} requests, ` +
      `${(bytes / 1_000_000).toFixed(0)} MB, records marked \`${mark}\`.`,
    "",
    "| assumption | AWS | assumed | what was seen |",
    "| --- | --- | --- | --- |",
    ...experiments.map((one) => {
      const measured = `${one.measured ?? "not decided"}${stateOf(one) === "same" ? "" : ` (${stateOf(one)})`}`;
      return row([one.name, measured, one.assumed, one.toDo === undefined ? one.found : `${one.found}. ${one.toDo}`]);
    }),
    "",
    "| check | result | what was seen |",
    "| --- | --- | --- |",
    ...checks.map((one) => {
      const { name, found, known } = one;
      return row([name, checkState(one), known === undefined ? found : `${found}. ${known.join(" ")}`]);
    }),
    "",
  ].join("\n");
}

const headingOf = (result: ConformanceResult): string =>
  result.isUnfinished === true ? "not judged" : isConform(result) ? "conform" : "not conform";

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

/** In some renderers `$` begins a formula. */
const cell = (text: string): string => escapeCell(text.replaceAll(/\p{C}/gu, "·")).replaceAll("$", "&#36;");
