import { byResource, tally, type Finding, type GateReport, type Group, type StageReport } from "../report";

/** For a pull request, or the summary of a workflow's run. */
export function markdown({ stages }: GateReport): string {
  return `${["# Policy", ...stages.flatMap(blocksOf)].join("\n\n")}\n`;
}

function blocksOf(report: StageReport): readonly string[] {
  const { stage, resources, policies, findings, problems } = report;
  return [
    `## Stage ${code(stage)}: ${tally(report)}`,
    `${resources} resources, ${policies} policies.`,
    ...byResource(findings).flatMap((group) => [heading(group), table(group.findings)]),
    ...(problems.length > 0 ? ["### Not judged", problems.map(fenced).join("\n\n")] : []),
  ];
}

function heading({ resource, position }: Group): string {
  if (!resource) return "### The whole stack";
  const place = position ? ` in ${code(`${position.file}:${position.line}`)}` : "";
  return `### ${code(resource.name)} (${code(resource.type)})${place}`;
}

function table(findings: readonly Finding[]): string {
  return ["| | rule | found | to do |", "| --- | --- | --- | --- |", ...findings.map(row)].join("\n");
}

function row({ policy, level, found, toDo = "", url }: Finding): string {
  const rule = url ? `[${policy.name}](${url})` : policy.name;
  const weight = level === "mandatory" ? `**${level}**` : level;
  return `| ${[weight, policy.severity].filter(Boolean).join(", ")} | ${rule} | ${cell(found)} | ${cell(toDo)} |`;
}

/** Words as they are, in one cell of a table: whatever a mark could do, it does not. */
const cell = (words: string): string =>
  words
    .replace(/[\\`*_[\]|~#]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", "<br>");

const code = (words: string): string => `\`${words.replaceAll("`", "'")}\``;

/** Words with their line breaks; the fence is longer than any they hold. */
function fenced(words: string): string {
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${words}\n${fence}`;
}
