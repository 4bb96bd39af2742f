import type { StackValidationPolicy } from "@pulumi/policy";

import { WAIVED_FINDINGS, writeWaivedFinding } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";

/** Lists what the waivers cover, so that it is not forgotten. */
export function waivedFindingsPolicy(notes: RunNotes): StackValidationPolicy {
  return {
    name: WAIVED_FINDINGS,
    description: "What the rules found and a waiver covers.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: [META_POLICY],
    validateStack: (_, report) => {
      for (const { rule, urn, found, waiver } of notes.waivedFindings) {
        const { expires: until = "", reason = "" } = waiver;
        report(writeWaivedFinding({ rule, found, until, reason: reason.trim() }), urn);
      }
    },
  };
}
