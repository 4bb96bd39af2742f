import type { StackValidationPolicy } from "@pulumi/policy";

import type { Ledger } from "../pack/ledger";
import { META_POLICY } from "../pack/meta-policy";

/** Lists what the waivers cover, so that it is not forgotten. */
export function waivedFindings(ledger: Ledger): StackValidationPolicy {
  return {
    name: "waived-findings",
    description: "What the rules found and a waiver covers.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: [META_POLICY],
    validateStack: (_, report) => {
      for (const { rule, urn, found, waiver } of ledger.waived) {
        report(`Found: ${rule}: ${found}\nWaived until ${waiver.expires ?? ""}: ${waiver.reason ?? ""}`, urn);
      }
    },
  };
}
