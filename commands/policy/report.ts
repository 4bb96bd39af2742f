import type { Level, Pack, Policy } from "./pack";
import type { SourcePosition } from "./source-position";
import type { Weakening } from "./weakening";

/** Why somebody decided to live with a finding, and until which day (UTC): `2026-12-31`. */
export interface Waiver {
  readonly until: string;
  readonly reason: string;
}

/** A resource that a finding is about. */
export interface FindingResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** What one policy found on a resource of one stage, or on several that are alike. */
export interface Finding {
  readonly policy: Policy;
  readonly level: Exclude<Level, "disabled">;
  /** Absent when the policy means the whole stack. */
  readonly resource?: FindingResource;
  /** Other resources, of other regions or names, on which the same was found. */
  readonly also?: readonly FindingResource[];
  readonly found: string;
  readonly toDo?: string;
  readonly url?: string;
  /** Where the resource is made. */
  readonly position?: SourcePosition;
  /** Set on an advisory finding that would have another level without it. */
  readonly waived?: Waiver;
}

/** What the gate says of one stage. */
export interface StageReport {
  readonly stage: string;
  /** Relative to the project: what stands for the stage where a finding has no place of its own. */
  readonly file: string;
  readonly resources: number;
  readonly policies: number;
  readonly findings: readonly Finding[];
  /** Where the configuration asks for less than another. It blocks nothing. */
  readonly weakenings: readonly Weakening[];
  /** What kept policies from judging. */
  readonly problems: readonly string[];
  /** What was judged without, such as settings that only the person's own Pulumi can read. */
  readonly notes: readonly string[];
}

export interface GateReport {
  readonly pack: Pack;
  readonly stages: readonly StageReport[];
}

const OK = 0;
const VIOLATED = 1;
/** Some policy has not judged: what it would have found is not known, so this outweighs violations. */
export const NOT_JUDGED = 2;

export function exitCodeOf({ stages }: GateReport): number {
  if (stages.some(({ problems }) => problems.length > 0)) return NOT_JUDGED;
  return stages.some(({ findings }) => violations(findings).length > 0) ? VIOLATED : OK;
}

/** The findings that keep a stage from being deployed. */
const violations = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ level }) => level === "mandatory");

/** e.g. `1 violation, 3 advisory, 1 waived`. */
export function tally({ findings, problems }: Pick<StageReport, "findings" | "problems">): string {
  const blocking = violations(findings).length;
  const waived = findings.filter((finding) => finding.waived).length;
  const advisory = findings.length - blocking - waived;
  // Where something was not judged, "no violations" would read as clean.
  const isUnjudged = problems.length > 0;
  return [
    ...(isUnjudged ? ["not judged"] : []),
    ...(isUnjudged && blocking === 0 ? [] : [blocking === 1 ? "1 violation" : `${blocking || "no"} violations`]),
    ...(advisory > 0 ? [`${advisory} advisory`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(", ");
}

/** The sentences on what is weaker, by what it is compared with. */
export function weakeningsByComparison(weakenings: readonly Weakening[]): ReadonlyMap<string, readonly Weakening[]> {
  const groups = new Map<string, Weakening[]>();
  for (const one of weakenings) groups.set(one.comparedWith, [...(groups.get(one.comparedWith) ?? []), one]);
  return groups;
}

/** In one word, what a finding asks for. */
export const weightOf = ({ level, waived }: Finding): string => (waived ? "waived" : level);

/** Findings on one resource, or on the whole stack. */
export interface Group {
  readonly resource: Finding["resource"];
  readonly position: SourcePosition | undefined;
  readonly findings: readonly Finding[];
}

const WEIGHTS = ["critical", "high", "medium", "low", undefined];

/** By resource and line, the gravest finding first, and its resource with it. */
export function groupByResource(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort((a, b) => severityRank(a) - severityRank(b))) {
    // What is wrong with a resource can stand at the line of an output.
    const key = JSON.stringify([finding.resource?.urn, finding.position]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => ({
    resource: group[0]?.resource,
    position: group[0]?.position,
    findings: group,
  }));
}

const severityRank = ({ level, policy }: Finding): number =>
  (level === "mandatory" ? 0 : WEIGHTS.length) + WEIGHTS.indexOf(policy.severity);
