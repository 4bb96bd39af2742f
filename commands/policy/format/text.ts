import { columns } from "../../shared/columns";
import type { StagePrice } from "../price";
import {
  type Finding,
  type GateReport,
  type Group,
  groupByResource,
  type StageReport,
  tally,
  weakeningsByComparison,
  weightOf,
} from "../report";
import type { Weakening } from "../weakening";
import { changeCells, loadWords, noPrice, priceWords } from "./price-words";

/**
 * Writes a report for a terminal, or for the log of a build.
 * @param report of the gate
 * @returns lines
 */
export function text(report: GateReport): string {
  return `${[...report.stages.flatMap(linesOf), ...noPrice(report)].join("\n")}\n`;
}

function linesOf(report: StageReport): readonly string[] {
  const { stage, resources, policies, findings, weakenings, problems, notes, price } = report;
  return [
    `Stage ${stage}: ${tally(report)} (${resources} resources, ${policies} policies)`,
    ...notes.map((note) => `  Note: ${note}`),
    ...[...weakeningsByComparison(weakenings)].flatMap(([comparedWith, parts]) => [
      `  Weaker than ${comparedWith}:`,
      ...parts.flatMap(linesOfWeakening),
    ]),
    ...(price === undefined ? [] : linesOfPrice(price)),
    "",
    ...groupByResource(findings).flatMap((group) => [
      "  " + heading(group),
      ...group.findings.flatMap(linesOfFinding),
      "",
    ]),
    ...(problems.length > 0 ? ["  Not judged:", ...problems.flatMap(linesOfProblem), ""] : []),
  ];
}

function linesOfPrice(price: StagePrice | string): readonly string[] {
  if (typeof price === "string") return indent("  No price: ", price);
  return [
    `  Price: ${priceWords(price)}`,
    `    ${loadWords(price)}`,
    ...columns(changeCells(price)).map((line) => `    - ${line}`),
    ...price.notes.flatMap((note) => indent("    ", note)),
  ];
}

function heading({ resource, position }: Group): string {
  const what = resource ? [resource.name, resource.type] : ["The whole stack"];
  return [...what, ...(position ? [`${position.file}:${position.line}`] : [])].join("  ");
}

function linesOfFinding(finding: Finding): readonly string[] {
  const { policy, found, toDo, url, waived, also = [] } = finding;
  return [
    `    ${[weightOf(finding), policy.severity, policy.name].filter(Boolean).join("  ")}`,
    ...indent("      Found: ", found),
    ...(also.length > 0 ? indent("      Also:  ", also.map(({ name }) => name).join("\n")) : []),
    ...(toDo ? indent("      To do: ", toDo) : []),
    ...(url ? [`      Why:   ${url}`] : []),
    ...(waived ? indent(`      Waived until ${waived.until}: `, waived.reason) : []),
  ];
}

const linesOfWeakening = ({ words, position }: Weakening): readonly string[] =>
  indent("    - ", position ? `${words} (${position.file}:${position.line})` : words);

const linesOfProblem = (words: string): readonly string[] => indent("    - ", words);

/** Indents words of several lines behind a label, so that all lines begin in one column. */
function indent(label: string, words: string): readonly string[] {
  const [first = "", ...others] = words.split("\n");
  return [label + first, ...others.map((line) => " ".repeat(label.length) + line)];
}
