import type { StackValidationPolicy } from "@pulumi/policy";

import { NOT_EVALUATED_YET } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";
import { unreadKindsIn } from "../read/unread-kinds";

/**
 * Says what could not be judged: by a preview, in a state whose secrets are encrypted, or by any rule at all. One note for
 * the whole stack, and one for each kind that no rule can read: in thirty regions, one for each resource would bury every
 * finding.
 */
export function notEvaluatedYetPolicy(notes: RunNotes): StackValidationPolicy {
  return {
    name: NOT_EVALUATED_YET,
    description:
      "A preview cannot judge what AWS is yet to assign, an analysis of a state not what is encrypted, and no rule what " +
      "another tool makes.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: [META_POLICY],
    validateStack: ({ resources }, report) => {
      for (const { kind, resources: unread } of unreadKindsIn(resources)) {
        const names = unread.map(({ name }) => name).join(", ");
        report(`Not judged by any rule, because they can make or change anything: ${kind} (${names}).`);
      }
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
