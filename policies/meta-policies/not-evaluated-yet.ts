import type { StackValidationPolicy } from "@pulumi/policy";

import { NOT_EVALUATED_YET } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";

/**
 * Says what could not be judged: by a preview, or in a state whose secrets are encrypted. One note for the whole stack: in thirty regions, one for each resource would bury
 * every finding.
 */
export function notEvaluatedYetPolicy(notes: RunNotes): StackValidationPolicy {
  return {
    name: NOT_EVALUATED_YET,
    description: "A preview cannot judge what AWS is yet to assign, an analysis of a state not what is encrypted.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: [META_POLICY],
    validateStack: (_, report) => {
      const rules = [...new Set(notes.unevaluatedRules.map(({ rule }) => rule))];
      if (rules.length === 0) return;
      const lines = rules.map((rule) => {
        const urns = notes.unevaluatedRules.filter((note) => note.rule === rule).map(({ urn }) => urn);
        return `${rule}, on ${summary(urns)}`;
      });
      report(["Not evaluated yet:", ...lines].join("\n"));
    },
  };
}

function summary([first = "", ...others]: readonly string[]): string {
  const name = first.split("::").at(-1) ?? "";
  return others.length > 0 ? `${name} and ${others.length} more` : name;
}
