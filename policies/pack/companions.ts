import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { type } from "../read/types";
import type { Ledger } from "./ledger";
import { covers, faultOf, nameOfWaiver, type Waiver } from "./waivers";

/** The policies around the rules: `first` must stand before them, `last` behind. */
export interface Companions {
  readonly first: readonly ResourceValidationPolicy[];
  readonly last: readonly StackValidationPolicy[];
}

export function companions(ledger: Ledger, rules: readonly string[], now: () => Date): Companions {
  return {
    first: [waivers(ledger, rules, now)],
    last: [waiversMatched(ledger), waivedFindings(ledger), notEvaluatedYet(ledger)],
  };
}

/** Loads the waivers when the root stack registers, which it does before everything else, and refuses the faulty ones. */
function waivers(ledger: Ledger, rules: readonly string[], now: () => Date): ResourceValidationPolicy {
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    if (resource.type !== type.stack) return resource.notApplicable();
    const { list = [] } = resource.getConfig<{ list?: readonly Waiver[] }>();
    const judged = list.map((waiver) => ({ waiver, fault: faultOf(waiver, rules, now()) }));
    ledger.begin(judged.filter(({ fault }) => fault === undefined).map(({ waiver }) => waiver));
    for (const { waiver, fault } of judged) {
      if (fault !== undefined) report(`Found: ${nameOfWaiver(waiver)} ${fault}.`, resource.urn);
    }
  };
  return {
    name: "waivers",
    description: "A waiver names a rule, a resource, a reason and the day it expires.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Complete the waiver in the pack's configuration, or mend the resource and remove it.",
    tags: ["waivers"],
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
      },
    },
    validateResource: Object.assign(validateResource, { __pulumiType: type.stack }),
  };
}

function waiversMatched(ledger: Ledger): StackValidationPolicy {
  return {
    name: "waivers-matched",
    description: "Every waiver covers a finding.",
    severity: "low",
    enforcementLevel: "mandatory",
    remediationSteps: "Remove the waiver: what it was written for is mended, gone, or named otherwise.",
    tags: ["waivers"],
    validateStack: (_, report) => {
      const touched = [...ledger.waived, ...ledger.notEvaluated];
      for (const waiver of ledger.waivers) {
        if (touched.some(({ rule, urn }) => covers(waiver, rule, urn))) continue;
        report(`Found: ${nameOfWaiver(waiver)} covers nothing.`);
      }
    },
  };
}

function waivedFindings(ledger: Ledger): StackValidationPolicy {
  return {
    name: "waived-findings",
    description: "What the rules found and a waiver covers.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: ["waivers"],
    validateStack: (_, report) => {
      for (const { rule, urn, found, waiver } of ledger.waived) {
        report(`Found: ${rule}: ${found}\nWaived until ${waiver.expires ?? ""}: ${waiver.reason ?? ""}`, urn);
      }
    },
  };
}

/** One note a rule, not one a resource: in thirty regions the latter would bury every finding. */
function notEvaluatedYet(ledger: Ledger): StackValidationPolicy {
  return {
    name: "not-evaluated-yet",
    description: "What a preview cannot judge, because AWS has not assigned the values yet.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: ["preview"],
    validateStack: (_, report) => {
      for (const rule of new Set(ledger.notEvaluated.map((note) => note.rule))) {
        const urns = ledger.notEvaluated.filter((note) => note.rule === rule).map((note) => note.urn);
        report(`Not evaluated yet: ${rule}, on ${summary(urns)}. It judges during pulumi up.`);
      }
    },
  };
}

function summary(urns: readonly string[]): string {
  const named = urns.slice(0, 3).map((urn) => urn.split("::").slice(-2).map(lastType).join(" "));
  return urns.length > named.length ? `${named.join(", ")} and ${urns.length - named.length} more` : named.join(", ");
}

/** `Pipeline$aws:iam/role:Role` is the type chain of a URN: its last link is the resource's own type. */
function lastType(part: string): string {
  return part.split("$").at(-1) ?? part;
}
