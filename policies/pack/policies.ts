import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { writeFinding } from "../finding";
import { configurationPolicy } from "../meta-policies/configuration";
import { notEvaluatedYetPolicy } from "../meta-policies/not-evaluated-yet";
import { waivedFindingsPolicy } from "../meta-policies/waived-findings";
import { waiversPolicy } from "../meta-policies/waivers";
import { waiversMatchedPolicy } from "../meta-policies/waivers-matched";
import { isNotKnownYet } from "../read/resource";
import { stackOf } from "../read/stack";
import type { SdkPolicy } from "./meta-policy";
import type { AnyRule, CheckResult, ResourceRule, RuleMetadata, StackRule } from "./rule";
import { runChecks } from "./run-checks";
import { RunNotes } from "./run-notes";
import { settingsOf } from "./settings";

/** What policies do not see, or no test should wait for. */
export interface PackContext {
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
export function policiesOf(rules: readonly AnyRule[], surroundings: PackContext = {}): SdkPolicy[] {
  const { now = () => new Date(), problems = () => [], secretOutputs = () => [] } = surroundings;
  const notes = new RunNotes();
  const names = rules.map((rule) => rule.name);
  return [
    waiversPolicy(notes, names, now),
    ...rules.map((rule) =>
      rule.scope === "resource" ? resourcePolicyOf(rule, notes) : stackPolicyOf(rule, notes, secretOutputs),
    ),
    configurationPolicy(problems),
    waiversMatchedPolicy(notes),
    waivedFindingsPolicy(notes),
    notEvaluatedYetPolicy(notes),
  ];
}

function resourcePolicyOf(rule: ResourceRule, notes: RunNotes): ResourceValidationPolicy {
  const { types, checks, remedy } = rule;
  const applies = (type: string) => types === undefined || types.includes(type);
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    // Not by notApplicable(), which throws: that would cost more than the judging.
    if (!applies(resource.type)) return;
    const config = settingsOf(rule, resource.getConfig());
    const judged = checks.map((check) => () => check(resource, config));
    reportFindings(rule, resource.urn, judged, notes, report);
  };
  return {
    ...metadataOf(rule),
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

function stackPolicyOf(
  rule: StackRule,
  notes: RunNotes,
  secretOutputs: () => readonly string[],
): StackValidationPolicy {
  const { types, checks } = rule;
  return {
    ...metadataOf(rule),
    validateStack: forType(types, (args, report) => {
      const stack = stackOf(args.resources, secretOutputs());
      const config = settingsOf(rule, args.getConfig());
      for (const resource of types === undefined ? args.resources : types.flatMap((type) => stack.ofType(type))) {
        const judged = checks.map((check) => () => check(resource, stack, config));
        reportFindings(rule, resource.urn, judged, notes, report);
      }
    }),
  };
}

function reportFindings(
  rule: RuleMetadata,
  urn: string,
  checks: readonly (() => CheckResult)[],
  notes: RunNotes,
  report: ReportViolation,
) {
  for (const found of runChecks(rule, urn, checks, notes)) {
    report(writeFinding({ found, toDo: rule.remediationSteps, url: rule.url }), urn);
  }
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
function metadataOf(rule: ResourceRule | StackRule): RuleMetadata {
  const { name, description, severity, enforcementLevel, remediationSteps, url, tags, framework, configSchema } = rule;
  const optional = { ...(framework && { framework }), ...(configSchema && { configSchema }) };
  return { name, description, severity, enforcementLevel, remediationSteps, url, tags, ...optional };
}
