import type { ResourceValidationPolicy } from "@pulumi/policy";

import { writeFinding } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import { awsType } from "../read/types";

const TO_DO = "Correct the pack's configuration: the part that is wrong has no effect.";

/**
 * Says what is wrong with the pack's configuration, before anything is made. The engine takes rules that do not exist and
 * keys that are misspelled without a word, and what is strict on paper would be lax.
 * @param problems As far as it is known when the root stack registers.
 */
export function configurationPolicy(problems: () => readonly string[]): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    if (resource.type !== awsType.stack) return;
    for (const problem of problems()) report(writeFinding({ found: `${problem}.`, toDo: TO_DO }), resource.urn);
  };
  return {
    name: "configuration",
    description: "The configuration names rules and settings that there are.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: TO_DO,
    tags: [META_POLICY],
    validateResource: Object.assign(validateResource, { __pulumiType: awsType.stack }),
  };
}
