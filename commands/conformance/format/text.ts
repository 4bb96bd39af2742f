import { columns } from "../../shared/columns";
import { oneLine } from "../../shared/one-line";
import { NEVER_DECIDED } from "../never-decided";
import { type ConformanceResult, verdictOf } from "../result";
import { checkState, stateOf } from "./lines";

const NARROW = 70;

/** What this run did not decide, and what does. */
function undecidedLines(names: readonly string[]): string[] {
  const reasons: Readonly<Record<string, string>> = NEVER_DECIDED;
  const inside = names.filter((name) => reasons[name] === undefined);
  return [
    ...(inside.length === 0 ? [] : [`Does not show from outside; --ephemeral decides it: ${inside.join(", ")}.`]),
    ...names.flatMap((name) => (reasons[name] === undefined ? [] : [`Nothing decides ${name}: ${reasons[name]}.`])),
  ];
}

/**
 * Writes the tables for a terminal.
 * @param results one for each API
 * @returns failed checks in full, one table of experiments, and one line of counts for each API
 */
export const formatText = (results: readonly ConformanceResult[]): string =>
  results.map((result) => `${tableOf(result).join("\n")}\n`).join("\n");

function tableOf(result: ConformanceResult): string[] {
  const { target, checks, experiments, requests, bytes, mark, undecidable } = result;
  const failed = checks.filter(({ ok }) => !ok);
  const rows = [
    ["check", "result"],
    ["-----", "------"],
    ...checks.map((one) => [oneLine(one.name, NARROW), `${checkState(one)}: ${oneLine(one.found, NARROW)}`]),
  ];
  const measured = [
    ["assumption", "AWS", "assumed", ""],
    ["----------", "---", "-------", ""],
    ...experiments.map((one) => [one.name, one.measured ?? "not decided", one.assumed, stateOf(one)]),
  ];
  return [
    target,
    "",
    ...columns(rows),
    "",
    ...columns(measured),
    "",
    ...experiments.flatMap(({ name, toDo }) => (toDo === undefined ? [] : [`${name}: ${toDo}`, ""])),
    ...new Set(checks.flatMap(({ known }) => (known ?? []).map((reason) => `diff: ${reason}`))),
    ...undecidedLines(undecidable),
    `${checks.length - failed.length} of ${checks.length} checks passed. ${requests} requests, ` +
      `${(bytes / 1_000_000).toFixed(0)} MB. Records are marked ${mark}.`,
    verdictOf(result),
  ];
}
