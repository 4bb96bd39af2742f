import type { ResourceValidationPolicy } from "@pulumi/policy";

import { writeFinding } from "../finding";
import { META_POLICY } from "../pack/meta-policy";
import type { RunNotes } from "../pack/run-notes";
import { describeWaiver, problemOf, type Waiver } from "../pack/waivers";
import { awsType } from "../read/types";

const TO_DO = "Complete the waiver in the pack's configuration, or mend the resource and remove it.";

/** Half a year: what nobody has mended by then, somebody has to decide on again. */
const MAXIMUM_DAYS = 180;

interface Config {
  readonly list?: readonly Waiver[];
  readonly maximumDays?: number;
}

/** Loads the waivers when the root stack registers, which it does before everything else, and refuses the invalid ones. */
export function waiversPolicy(notes: RunNotes, rules: readonly string[], now: () => Date): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    if (resource.type !== awsType.stack) return;
    const { list = [], maximumDays = MAXIMUM_DAYS } = resource.getConfig<Config>();
    const terms = { rules, today: now(), maximumDays };
    const judged = list.map((waiver) => ({ waiver, problem: problemOf(waiver, terms) }));
    notes.begin(judged.filter(({ problem }) => problem === undefined).map(({ waiver }) => waiver));
    for (const { waiver, problem } of judged) {
      if (problem !== undefined) {
        report(writeFinding({ found: `${describeWaiver(waiver)} ${problem}.`, toDo: TO_DO }), resource.urn);
      }
    }
  };
  return {
    name: "waivers",
    description: "A waiver names a rule, a resource, a reason and the day it expires.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: TO_DO,
    tags: [META_POLICY],
    configSchema: {
      properties: {
        list: {
          type: "array",
          default: [],
          items: {
            type: "object",
            properties: {
              rule: { type: "string" },
              resource: { type: "string" },
              reason: { type: "string" },
              expires: { type: "string" },
            },
            required: ["rule", "resource"],
            additionalProperties: false,
          },
        },
        maximumDays: { type: "integer", minimum: 1, default: MAXIMUM_DAYS },
      },
    },
    validateResource: Object.assign(validateResource, { __pulumiType: awsType.stack }),
  };
}
