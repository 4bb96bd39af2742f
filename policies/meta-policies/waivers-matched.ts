import type { StackValidationPolicy } from "@pulumi/policy";

import { writeFinding } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";
import { covers, describeWaiver } from "../pack/waivers";

const TO_DO = "Remove the waiver: what it was written for is mended, gone, or named otherwise.";

/** Refuses waivers that cover nothing: what they were written for is mended, and they would hide its return. */
export function waiversMatchedPolicy(notes: RunNotes): StackValidationPolicy {
  return {
    name: "waivers-matched",
    description: "Every waiver covers a finding.",
    severity: "low",
    enforcementLevel: "mandatory",
    remediationSteps: TO_DO,
    tags: [META_POLICY],
    validateStack: (_, report) => {
      const touched = [...notes.waivedFindings, ...notes.unevaluatedRules];
      for (const waiver of notes.waivers) {
        if (touched.some(({ rule, urn }) => covers(waiver, rule, urn))) continue;
        report(writeFinding({ found: `${describeWaiver(waiver)} covers nothing.`, toDo: TO_DO }));
      }
    },
  };
}
