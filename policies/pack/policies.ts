import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { configuration } from "../meta-policies/configuration";
import { notEvaluatedYet } from "../meta-policies/not-evaluated-yet";
import { waivedFindings } from "../meta-policies/waived-findings";
import { waivers } from "../meta-policies/waivers";
import { waiversMatched } from "../meta-policies/waivers-matched";
import { isNotKnownYet } from "../read/resource";
import { stackOf } from "../read/stack";
import { Ledger } from "./ledger";
import type { SdkPolicy } from "./meta-policy";
import type { AnyRule, Found, ResourceRule, StackRule, Words } from "./rule";
import { settingsOf } from "./settings";
import { message, verdict } from "./verdict";

/** What policies do not see, or no test should wait for. */
export interface Surroundings {
  /** The clock that waivers expire by. */
  readonly now?: () => Date;
  /** What is wrong with the configuration. @defaultValue nothing */
  readonly problems?: () => readonly string[];
  /** The paths of the stack's outputs that are secret: `connectorConfig.eu-west-1`. @defaultValue none */
  readonly secretOutputs?: () => readonly string[];
}

/**
 * The rules as policies of the SDK. The meta-policies stand around them, in this order: the waivers must be known before a
 * rule judges, and what was waived or not evaluated is only known when all have judged.
 */
export function policiesOf(rules: readonly AnyRule[], surroundings: Surroundings = {}): SdkPolicy[] {
  const { now = () => new Date(), problems = () => [], secretOutputs = () => [] } = surroundings;
  const ledger = new Ledger();
  const names = rules.map((rule) => rule.name);
  return [
    waivers(ledger, names, now),
    ...rules.map((rule) =>
      rule.scope === "resource" ? onResource(rule, ledger) : onStack(rule, ledger, secretOutputs),
    ),
    configuration(problems),
    waiversMatched(ledger),
    waivedFindings(ledger),
    notEvaluatedYet(ledger),
  ];
}

function onResource(rule: ResourceRule, ledger: Ledger): ResourceValidationPolicy {
  const { types, checks, remedy } = rule;
  const applies = (type: string) => types === undefined || types.includes(type);
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    // Not by notApplicable(), which throws: that would cost more than the judging.
    if (!applies(resource.type)) return;
    const config = settingsOf(rule, resource.getConfig());
    const judged = checks.map((check) => () => check(resource, config));
    judge(rule, resource.urn, judged, ledger, report);
  };
  return {
    ...words(rule),
    validateResource: forType(types, validateResource),
    ...(remedy && {
      remediateResource: forType(types, (resource) => {
        const config = settingsOf(rule, resource.getConfig());
        const mended = applies(resource.type) && ifKnown(() => remedy(resource, config));
        // Into the SDK's own object: it keeps what is secret or not known yet, a copy would not.
        return mended ? Object.assign(resource.props, mended) : undefined;
      }),
    }),
  };
}

function onStack(rule: StackRule, ledger: Ledger, secretOutputs: () => readonly string[]): StackValidationPolicy {
  const { types, checks } = rule;
  return {
    ...words(rule),
    validateStack: forType(types, (args, report) => {
      const stack = stackOf(args.resources, secretOutputs());
      const config = settingsOf(rule, args.getConfig());
      for (const resource of types === undefined ? args.resources : types.flatMap((type) => stack.ofType(type))) {
        const judged = checks.map((check) => () => check(resource, stack, config));
        judge(rule, resource.urn, judged, ledger, report);
      }
    }),
  };
}

function judge(rule: Words, urn: string, checks: readonly (() => Found)[], ledger: Ledger, report: ReportViolation) {
  for (const found of verdict(rule, urn, checks, ledger)) report(message(found, rule), urn);
}

/** What is not known yet cannot be mended yet: the checks of the same rule say so. */
function ifKnown<T>(mend: () => T): T | undefined {
  try {
    return mend();
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}

/**
 * Tells the SDK the one type a function is for, as its own helpers do for a class: it then prepares no other resource for
 * it, or no stack without one, which is most of what a pack costs.
 */
function forType<F extends object>(types: readonly string[] | undefined, judge: F): F {
  return types?.length === 1 ? Object.assign(judge, { __pulumiType: types[0] }) : judge;
}

/** The SDK's own fields, without ours. */
function words(rule: ResourceRule | StackRule): Words {
  const { name, description, severity, enforcementLevel, remediationSteps, url, tags, framework, configSchema } = rule;
  const optional = { ...(framework && { framework }), ...(configSchema && { configSchema }) };
  return { name, description, severity, enforcementLevel, remediationSteps, url, tags, ...optional };
}
