import { escapeCell } from "../../shared/markdown";
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

/** Bytes. GitHub shows nothing of a step's summary that is larger than 1 MiB. */
const LIMIT = 1_000_000;

/**
 * Writes a report for a pull request, or for the summary of a workflow's run. What does not fit is left out, and
 * counted.
 * @param report of the gate
 * @returns markdown of at most 1 MB
 */
export function markdown(report: GateReport): string {
  const room = { left: LIMIT };
  const stages = report.stages.flatMap((stage) => blocksOf(stage, room));
  return `${["# Policy", ...stages, ...noPrice(report)].join("\n\n")}\n`;
}

function blocksOf(report: StageReport, room: { left: number }): readonly string[] {
  const { stage, resources, policies, findings, weakenings, problems, notes, price } = report;
  const fits = (block: string) => (room.left -= Buffer.byteLength(block) + 2) > 0;
  const notJudged = problems.map(fence).filter(fits);
  const weaker = [...weakeningsByComparison(weakenings)].map(([name, parts]) => listOf(name, parts)).filter(fits);
  const groups = groupByResource(findings).map((group) => `${heading(group)}\n\n${table(group.findings)}`);
  const shown = groups.filter(fits);
  const lists = weakeningsByComparison(weakenings).size;
  const rest = groups.length - shown.length + (problems.length - notJudged.length) + (lists - weaker.length);
  return [
    `## Stage ${code(stage)}: ${tally(report)}`,
    `${resources} resources, ${policies} policies.`,
    ...(notes.length > 0 ? [fence(notes.join("\n"))] : []),
    ...(price === undefined ? [] : blocksOfPrice(price).filter(fits)),
    ...weaker,
    ...shown,
    ...(notJudged.length > 0 ? ["### Not judged", ...notJudged] : []),
    ...(rest > 0 ? [`**${rest} more** would not fit here. The other formats have them all.`] : []),
  ];
}

function blocksOfPrice(price: StagePrice | string): readonly string[] {
  if (typeof price === "string") return ["### No price", fence(price)];
  const cells = changeCells(price).map((row) => `| ${row.map(escapeCell).join(" | ")} |`);
  const changes = ["| in a month | before | now | difference |", "| --- | --- | --- | --- |", ...cells].join("\n");
  return [
    `### Price: ${escapeCell(priceWords(price))}`,
    loadWords(price),
    ...(cells.length > 0 ? [changes] : []),
    ...(price.notes.length > 0 ? [price.notes.map((note) => `- ${escapeCell(note)}`).join("\n")] : []),
  ];
}

function listOf(comparedWith: string, parts: readonly Weakening[]): string {
  const items = parts.map(({ words, position }) => {
    const place = position ? ` (${code(`${position.file}:${position.line}`)})` : "";
    return `- ${escapeCell(words)}${place}`;
  });
  return [`### Weaker than ${escapeCell(comparedWith)}`, "", ...items].join("\n");
}

function heading({ resource, position }: Group): string {
  const what = resource ? `${code(resource.name)} (${code(resource.type)})` : "The whole stack";
  const place = position ? ` in ${code(`${position.file}:${position.line}`)}` : "";
  return `### ${what}${place}`;
}

function table(findings: readonly Finding[]): string {
  return ["| | rule | found | to do |", "| --- | --- | --- | --- |", ...findings.map(row)].join("\n");
}

function row(finding: Finding): string {
  const { policy, level, found, toDo = "", url, waived, also = [] } = finding;
  const rule = url ? `[${policy.name}](${escapeUrl(url)})` : policy.name;
  const weight = level === "mandatory" ? `**${level}**` : weightOf(finding);
  const words = [
    found,
    ...(also.length > 0 ? [`Also: ${also.map(({ name }) => name).join(", ")}`] : []),
    ...(waived ? [`Waived until ${waived.until}: ${waived.reason}`] : []),
  ].join("\n");
  return `| ${[weight, policy.severity].filter(Boolean).join(", ")} | ${rule} | ${escapeCell(words)} | ${escapeCell(toDo)} |`;
}

/** A link's target. Its brackets and bars are escaped, because they would end the link or the cell. */
const escapeUrl = (url: string): string =>
  url.replace(/[()<>|\s]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`);

const code = (words: string): string => `\`${words.replaceAll("`", "'")}\``;

/** Words with their line breaks. The fence is longer than any fence in them. */
function fence(words: string): string {
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${words}\n${fence}`;
}
