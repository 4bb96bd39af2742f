import type { PolicyResource, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { writeFinding } from "../finding";
import { configurationPolicy } from "../meta-policies/configuration";
import { notEvaluatedYetPolicy } from "../meta-policies/not-evaluated-yet";
import { waivedFindingsPolicy } from "../meta-policies/waived-findings";
import { waiversPolicy } from "../meta-policies/waivers";
import { waiversMatchedPolicy } from "../meta-policies/waivers-matched";
import { bodyTypes, canDeclare, declaredBy, readBodies, withBody } from "../read/openapi/bodies";
import { type DeclaredResource, isDeclared } from "../read/openapi/declared";
import { isNotKnownYet, type Resource } from "../read/resource";
import { type Stack, stackOf } from "../read/stack";
import type { SdkPolicy } from "./meta-policy";
import { metadataOf } from "./metadata";
import { judging } from "./policy-walk";
import type { AnyRule, CheckResult, ResourceRule, RuleMetadata, StackRule } from "./rule";
import { runChecks } from "./run-checks";
import { RunNotes } from "./run-notes";
import { settingsOf } from "./settings";
import { withResources } from "./stack-resources";

/** What policies do not see, or no test should wait for. */
export interface PackContext {
  /** The clock that waivers expire by. */
  readonly now?: () => Date;
  /** What is wrong with the configuration. @defaultValue nothing */
  readonly problems?: () => readonly string[];
  /** The paths of the stack's outputs that are secret: `connectorConfig.eu-west-1`. @defaultValue none */
  readonly secretOutputs?: () => readonly string[];
  /** The secrets of the stack's configuration; undefined if the engine does not tell them. @defaultValue none */
  readonly configuredSecrets?: () => readonly string[] | undefined;
  /** The arguments that could hold a connector's file and are no secrets: `<URN> <property>`. @defaultValue none */
  readonly plainArguments?: () => ReadonlySet<string>;
  /** All resources of the stack, by what the SDK gives a stack policy. @defaultValue what the SDK gives */
  readonly resources?: (given: PolicyResource[]) => PolicyResource[];
}

/** A stack, and the resources whose body is not known yet. */
interface JudgedStack {
  readonly stack: Stack;
  readonly notKnown: readonly PolicyResource[];
}

/**
 * The rules as policies of the SDK. The meta-policies stand around them, in this order: the waivers must be known before a
 * rule judges, and what was waived or not evaluated is only known when all have judged.
 */
export function policiesOf(rules: readonly AnyRule[], surroundings: PackContext = {}): SdkPolicy[] {
  const { now = () => new Date(), problems = () => [] } = surroundings;
  const notes = new RunNotes();
  const names = rules.map((rule) => rule.name);
  const readStack = stackReader(surroundings);
  return withResources(surroundings.resources, [
    waiversPolicy(notes, names, now),
    ...rules.map((rule) =>
      rule.scope === "resource" ? resourcePolicyOf(rule, notes) : stackPolicyOf(rule, notes, readStack),
    ),
    configurationPolicy(problems),
    waiversMatchedPolicy(notes),
    waivedFindingsPolicy(notes),
    notEvaluatedYetPolicy(notes),
  ]);
}

/** Reads the resources of a stack once: all stack rules judge the same, and share what they find out about it. */
function stackReader({
  secretOutputs = () => [],
  configuredSecrets = () => [],
  plainArguments = () => new Set(),
}: PackContext): (all: readonly PolicyResource[]) => JudgedStack {
  const known = new WeakMap<readonly PolicyResource[], JudgedStack>();
  return (all) => {
    const before = known.get(all);
    if (before) return before;
    const { declared, notKnown } = readBodies(all);
    const read = { stack: stackOf(all, secretOutputs(), declared, configuredSecrets(), plainArguments()), notKnown };
    known.set(all, read);
    return read;
  };
}

function resourcePolicyOf(rule: ResourceRule, notes: RunNotes): ResourceValidationPolicy {
  const { types, checks, remedy } = rule;
  const applies = (type: string) => types === undefined || types.includes(type);
  const judges = (type: string) => applies(type) || canDeclare({ type }, types);
  const validateResource: ResourceValidationPolicy["validateResource"] = (resource, report) => {
    // Not by notApplicable(), which throws: that would cost more than the judging.
    if (!judges(resource.type)) return;
    const config = settingsOf(rule, resource.getConfig());
    for (const one of [
      ...(applies(resource.type) ? [withBody(resource)] : []),
      ...declaredFor(rule, resource, notes),
    ]) {
      const judged = checks.map((check) => () => check(one, config));
      reportFindings(rule, one, judged, notes, report);
    }
  };
  return {
    ...metadataOf(rule),
    validateResource: judging(forType(types, validateResource), judges),
    ...(remedy && {
      remediateResource: forType(types, (resource) => {
        const config = settingsOf(rule, resource.getConfig());
        const mended = applies(resource.type) && ifPossible(() => remedy(resource, config));
        // Into the SDK's own object: it keeps what is secret or not known yet, a copy would not.
        return mended ? Object.assign(resource.props, mended) : undefined;
      }),
    }),
  };
}

function stackPolicyOf(
  rule: StackRule,
  notes: RunNotes,
  readStack: (all: readonly PolicyResource[]) => JudgedStack,
): StackValidationPolicy {
  const { types, checks } = rule;
  return {
    ...metadataOf(rule),
    validateStack: forType(types, (args, report) => {
      const { stack, notKnown } = readStack(args.resources);
      for (const { urn } of notKnown.filter((holder) => canDeclare(holder, types))) {
        notes.noteNotEvaluated({ rule: rule.name, urn });
      }
      const config = settingsOf(rule, args.getConfig());
      for (const resource of types === undefined ? stack.resources : types.flatMap((type) => stack.ofType(type))) {
        const judged = checks.map((check) => () => check(resource, stack, config));
        reportFindings(rule, resource, judged, notes, report);
      }
    }),
  };
}

/** What the body of a resource declares for a rule. What cannot be read declares nothing: api-body-readable says so. */
function declaredFor(rule: ResourceRule, resource: Resource, notes: RunNotes): readonly DeclaredResource[] {
  const { types } = rule;
  if (!canDeclare(resource, types)) return [];
  try {
    return declaredBy(resource).filter(({ type }) => types?.includes(type));
  } catch (error) {
    if (isNotKnownYet(error)) notes.noteNotEvaluated({ rule: rule.name, urn: resource.urn });
    return [];
  }
}

function reportFindings(
  rule: RuleMetadata,
  resource: Resource,
  checks: readonly (() => CheckResult)[],
  notes: RunNotes,
  report: ReportViolation,
) {
  const place = isDeclared(resource) ? `${resource.declaredAt}: ` : "";
  for (const found of runChecks(rule, resource.urn, checks, notes)) {
    report(writeFinding({ found: `${place}${found}`, toDo: rule.remediationSteps, url: rule.url }), resource.urn);
  }
}

/** What is not known yet, or cannot be read, cannot be mended: the checks of the same rule say so. */
function ifPossible<T>(mend: () => T): T | undefined {
  try {
    return mend();
  } catch {
    return undefined;
  }
}

/**
 * Tells the SDK the one type a function is for, as its own helpers do for a class: it then prepares no other resource for
 * it, or no stack without one, which is most of what a pack costs. What a body can declare comes with other types.
 */
function forType<F extends object>(types: readonly string[] | undefined, judge: F): F {
  const isDeclaredToo = bodyTypes.some((type) => canDeclare({ type }, types));
  return types?.length === 1 && !isDeclaredToo ? Object.assign(judge, { __pulumiType: types[0] }) : judge;
}
