import { byResource, type Finding, type GateReport, type Group, type StageReport, tally, weightOf } from "../report";

/** For a terminal, or the log of a build. */
export function text({ stages }: GateReport): string {
  return `${stages.flatMap(linesOf).join("\n")}\n`;
}

function linesOf(report: StageReport): readonly string[] {
  const { stage, resources, policies, findings, problems, notes } = report;
  return [
    `Stage ${stage}: ${tally(report)} (${resources} resources, ${policies} policies)`,
    ...notes.map((note) => `  Note: ${note}`),
    "",
    ...byResource(findings).flatMap((group) => ["  " + heading(group), ...group.findings.flatMap(finding), ""]),
    ...(problems.length > 0 ? ["  Not judged:", ...problems.flatMap(problem), ""] : []),
  ];
}

function heading({ resource, position }: Group): string {
  if (!resource) return "The whole stack";
  const place = position ? [`${position.file}:${position.line}`] : [];
  return [resource.name, resource.type, ...place].join("  ");
}

function finding(finding: Finding): readonly string[] {
  const { policy, found, toDo, url, waived } = finding;
  return [
    `    ${[weightOf(finding), policy.severity, policy.name].filter(Boolean).join("  ")}`,
    ...indented("      Found: ", found),
    ...(toDo ? indented("      To do: ", toDo) : []),
    ...(url ? [`      Why:   ${url}`] : []),
    ...(waived ? indented(`      Waived until ${waived.until}: `, waived.reason) : []),
  ];
}

const problem = (words: string): readonly string[] => indented("    - ", words);

/** A text of several lines behind a label, its later lines beneath the first. */
function indented(label: string, words: string): readonly string[] {
  const [first = "", ...others] = words.split("\n");
  return [label + first, ...others.map((line) => " ".repeat(label.length) + line)];
}
