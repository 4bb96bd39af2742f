import type { Check } from "../../check";
import type { Experiment } from "../../experiment";
import { deletedStream } from "./deleted-stream";
import { deploymentSpread } from "./deployment-spread";
import { failingRoles } from "./failing-role";
import { hotKey } from "./hot-key";
import type { Inside } from "./inside";
import { keyRotation } from "./key-rotation";
import { templateExperiments } from "./template-experiments";
import { usagePlanChange } from "./usage-plan";

/** What runs in one go, with a ledger of its own. */
export interface Part {
  /** For the marks of its records. */
  readonly name: string;
  readonly checks: readonly Check[];
  readonly experiments: readonly Experiment[];
}

/**
 * All that only somebody inside can provoke, in the order in which it runs. The key is replaced last of what uses it. What
 * deletes the stream comes at the very end, after the records before it were compared.
 * @param inside the stack
 * @returns parts
 */
export function insideParts(inside: Inside): readonly Part[] {
  const rotation = keyRotation(inside);
  return [
    {
      name: "inside",
      checks: [...failingRoles(inside), hotKey, usagePlanChange(inside), rotation.check],
      experiments: [
        ...templateExperiments(inside),
        deploymentSpread(inside),
        rotation.experiment,
      ] as readonly Experiment[],
    },
    { name: "deleted", checks: [deletedStream(inside)], experiments: [] },
  ];
}
