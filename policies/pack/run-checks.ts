import { isNotKnownYet } from "../read/resource";
import type { CheckResult, RuleMetadata } from "./rule";
import type { RunNotes } from "./run-notes";
import { covers } from "./waivers";

/**
 * Runs the checks of a rule on one resource, each by itself: one that meets a value that is not known yet does not silence
 * the others. Returns the findings to report; what is waived or not evaluated goes to the notes.
 */
export function runChecks(
  rule: RuleMetadata,
  urn: string,
  checks: readonly (() => CheckResult)[],
  notes: RunNotes,
): readonly string[] {
  const findings = checks.flatMap((check) => {
    try {
      return check() ?? [];
    } catch (error) {
      if (!isNotKnownYet(error)) throw error;
      notes.noteNotEvaluated({ rule: rule.name, urn });
      return [];
    }
  });
  const waiver = notes.waivers.find((candidate) => covers(candidate, rule.name, urn));
  if (waiver === undefined) return findings;
  for (const found of findings) notes.noteWaived({ rule: rule.name, urn, found, waiver });
  return [];
}
