import { isNotKnownYet } from "../read/resource";
import type { Ledger } from "./ledger";
import type { Found, Words } from "./rule";
import { covers } from "./waivers";

/**
 * Runs the checks of a rule on one resource, each by itself: one that meets a value that is not known yet does not silence
 * the others. Returns the findings to report; what is waived or not evaluated goes to the ledger.
 */
export function verdict(rule: Words, urn: string, checks: readonly (() => Found)[], ledger: Ledger): readonly string[] {
  const findings = checks.flatMap((check) => {
    try {
      return check() ?? [];
    } catch (error) {
      if (!isNotKnownYet(error)) throw error;
      ledger.noteNotEvaluated({ rule: rule.name, urn });
      return [];
    }
  });
  const waiver = ledger.waivers.find((candidate) => covers(candidate, rule.name, urn));
  if (waiver === undefined) return findings;
  for (const found of findings) ledger.noteWaived({ rule: rule.name, urn, found, waiver });
  return [];
}

/** A message as people read it. The CLI shows neither remediation steps nor links of a policy, so they stand in it. */
export function message(found: string, rule: Pick<Words, "remediationSteps" | "url">): string {
  return [`Found: ${found}`, `To do: ${rule.remediationSteps}`, `Why:   ${rule.url}`].join("\n");
}
