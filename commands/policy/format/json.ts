import { exitCodeOf, type Finding, type GateReport } from "../report";

/**
 * Writes a report for programs: every stage with its findings.
 * @param report of the gate
 * @returns JSON
 */
export function json(report: GateReport): string {
  const { pack, stages } = report;
  const readable = {
    pack: { name: pack.name, version: pack.version },
    exitCode: exitCodeOf(report),
    stages: stages.map((stage) => ({ ...stage, findings: stage.findings.map(flatten) })),
  };
  return `${JSON.stringify(readable, undefined, 2)}\n`;
}

const flatten = ({ policy, level, resource, also, found, toDo, url, position, waived }: Finding) => ({
  rule: policy.name,
  level,
  severity: policy.severity,
  resource,
  also,
  found,
  toDo,
  url,
  position,
  waived,
});
