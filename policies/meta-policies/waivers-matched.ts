import type { StackValidationPolicy } from "@pulumi/policy";

import type { Ledger } from "../pack/ledger";
import { META_POLICY } from "../pack/meta-policy";
import { covers, nameOfWaiver } from "../pack/waivers";

const TO_DO = "Remove the waiver: what it was written for is mended, gone, or named otherwise.";

/** Refuses waivers that cover nothing: what they were written for is mended, and they would hide its return. */
export function waiversMatched(ledger: Ledger): StackValidationPolicy {
  return {
    name: "waivers-matched",
    description: "Every waiver covers a finding.",
    severity: "low",
    enforcementLevel: "mandatory",
    remediationSteps: TO_DO,
    tags: [META_POLICY],
    validateStack: (_, report) => {
      const touched = [...ledger.waived, ...ledger.notEvaluated];
      for (const waiver of ledger.waivers) {
        if (touched.some(({ rule, urn }) => covers(waiver, rule, urn))) continue;
        report(`Found: ${nameOfWaiver(waiver)} covers nothing.\nTo do: ${TO_DO}`);
      }
    },
  };
}
