import type { StackValidationPolicy } from "@pulumi/policy";

import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";

/** Lists what the waivers cover, so that it is not forgotten. */
export function waivedFindingsPolicy(notes: RunNotes): StackValidationPolicy {
  return {
    name: "waived-findings",
    description: "What the rules found and a waiver covers.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: [META_POLICY],
    validateStack: (_, report) => {
      for (const { rule, urn, found, waiver } of notes.waivedFindings) {
        report(`Found: ${rule}: ${found}\nWaived until ${waiver.expires ?? ""}: ${waiver.reason ?? ""}`, urn);
      }
    },
  };
}
