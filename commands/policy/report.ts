import { NOT_JUDGED } from "../shared/command";
import type { Level, Pack, Policy } from "./pack";
import type { StagePrice } from "./price";
import type { SourcePosition } from "./source-position";
import type { Weakening } from "./weakening";

/** Why somebody accepts a finding, and until which day (UTC): `2026-12-31`. */
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

/** What one policy found on a resource of one stage, or on several that differ only in region or name. */
export interface Finding {
  readonly policy: Policy;
  readonly level: Exclude<Level, "disabled">;
  /** Absent if the finding is about the whole stack. */
  readonly resource?: FindingResource;
  /** Other resources, of other regions or names, on which the same was found. */
  readonly also?: readonly FindingResource[];
  readonly found: string;
  readonly toDo?: string;
  readonly url?: string;
  /** Where the resource is created. */
  readonly position?: SourcePosition;
  /** Set on an advisory finding that would have another level without it. */
  readonly waived?: Waiver;
}

/** What the gate says of one stage. */
export interface StageReport {
  readonly stage: string;
  /** The stage's file, relative to the project. It is the place of findings that have no position. */
  readonly file: string;
  readonly resources: number;
  readonly policies: number;
  readonly findings: readonly Finding[];
  /** What is weaker in the configuration than in another. It blocks nothing. */
  readonly weakenings: readonly Weakening[];
  /** What kept policies from judging. */
  readonly problems: readonly string[];
  /** What the judgement leaves out, such as settings that only the person's own Pulumi can read. */
  readonly notes: readonly string[];
  /** What the stage costs, or why that is not known. Absent when no load was given. */
  readonly price?: StagePrice | string;
}

export interface GateReport {
  readonly pack: Pack;
  readonly stages: readonly StageReport[];
}

const OK = 0;
const VIOLATED = 1;

/**
 * The exit code of the gate.
 * @param report of the gate
 * @returns 0 without violations, 1 with violations, {@link NOT_JUDGED} if something was not judged
 */
export function exitCodeOf({ stages }: GateReport): number {
  // Nobody knows what a policy would find that has not judged, so this is worse than violations.
  if (stages.some(({ problems }) => problems.length > 0)) return NOT_JUDGED;
  return stages.some(({ findings }) => violations(findings).length > 0) ? VIOLATED : OK;
}

/** The findings that keep a stage from being deployed. */
const violations = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ level }) => level === "mandatory");

/**
 * Counts the findings of a stage, in words.
 * @param report of the stage
 * @returns such as `1 violation, 3 advisory, 1 waived`
 */
export function tally({ findings, problems }: Pick<StageReport, "findings" | "problems">): string {
  const blocking = violations(findings).length;
  const waived = findings.filter((finding) => finding.waived).length;
  const advisory = findings.length - blocking - waived;
  // If something was not judged, "no violations" would read as clean.
  const isUnjudged = problems.length > 0;
  return [
    ...(isUnjudged ? ["not judged"] : []),
    ...(isUnjudged && blocking === 0 ? [] : [blocking === 1 ? "1 violation" : `${blocking || "no"} violations`]),
    ...(advisory > 0 ? [`${advisory} advisory`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(", ");
}

/**
 * Groups what is weaker by what it is compared with.
 * @param weakenings of one stage
 * @returns a list for each comparison, in order
 */
export function weakeningsByComparison(weakenings: readonly Weakening[]): ReadonlyMap<string, readonly Weakening[]> {
  const groups = new Map<string, Weakening[]>();
  for (const one of weakenings) groups.set(one.comparedWith, [...(groups.get(one.comparedWith) ?? []), one]);
  return groups;
}

/**
 * Says in one word how much a finding weighs.
 * @param finding of a stage
 * @returns its level, or `waived`
 */
export const weightOf = ({ level, waived }: Finding): string => (waived ? "waived" : level);

/** Findings on one resource, or on the whole stack. */
export interface Group {
  readonly resource: Finding["resource"];
  readonly position: SourcePosition | undefined;
  readonly findings: readonly Finding[];
}

const WEIGHTS = ["critical", "high", "medium", "low", undefined];

/**
 * Groups findings by resource and line. The most severe finding is first, and so is its resource.
 * @param findings of one stage
 * @returns at least one finding in each group
 */
export function groupByResource(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort((a, b) => severityRank(a) - severityRank(b))) {
    // A finding on a resource can be at the line of an output.
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
