import type { EngineEvent, Events, PolicyViolation } from "@aerospike-kinesis/pulumi-engine";

import { type Configuration, levelOf } from "./configuration";
import type { Level, Pack, Policy } from "./pack";
import type { Finding, Waiver } from "./report";
import type { SourcePosition } from "./source-position";

/** The policy by which a pack says what it could not judge, because AWS has yet to assign it. */
const NOT_EVALUATED = "not-evaluated-yet";

/** The policy by which a pack lists what is waived, in these words: the rule, what it found, until when, why. */
const WAIVED = "waived-findings";
const WAIVED_WORDS = /^Found: ([\w-]+): ([^]*)\nWaived until (\S+): ([^]*)$/;

/** The SDK's words for a policy that stumbled over such a value. The engine passes them on as advice, and exits with 0. */
const CANNOT_RUN = /can't run (policy|remediation) .* during preview/;

/** What a run of the engine says of a pack's judgement. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** What the pack leaves to a run that knows more, in its words. */
  readonly postponed: readonly string[];
  /** Policies that gave up. */
  readonly failures: readonly string[];
  /** How many resources were judged. */
  readonly resources: number;
}

/** What the events of a run are read with. */
export interface Reading {
  readonly pack: Pack;
  readonly configuration: Configuration;
  /** By URN. */
  readonly positions: ReadonlyMap<string, SourcePosition>;
}

export function judgementOf({ all, violations }: Pick<Events, "all" | "violations">, reading: Reading): Judgement {
  const failures = violations.filter(({ message }) => CANNOT_RUN.test(message));
  const postponed = violations.filter(({ policyName }) => policyName === NOT_EVALUATED);
  const told = violations.filter((violation) => !failures.includes(violation) && !postponed.includes(violation));
  const findings = [...told, ...all.flatMap(remediationIn)].map((violation) => findingOf(violation, reading));
  return {
    findings: [
      ...new Map(findings.map((finding) => [JSON.stringify([...subject(finding), finding.found]), finding])).values(),
    ],
    postponed: postponed.map(({ message }) => message.trim()),
    failures: failures.map(
      ({ policyName, resourceUrn }) =>
        `${policyName} gave up on ${nameOf(resourceUrn)}: it reads a value that a preview does not know.`,
    ),
    resources: new Set(all.map(judgedResource).filter((urn) => urn !== undefined)).size,
  };
}

/** What the run that knew more found, and what it has nothing to say on. */
export function merge(earlier: readonly Finding[], later: readonly Finding[]): readonly Finding[] {
  const judged = new Set(later.map((finding) => JSON.stringify(subject(finding))));
  return [...later, ...earlier.filter((finding) => !judged.has(JSON.stringify(subject(finding))))];
}

const subject = ({ policy, resource }: Finding) => [policy.name, resource?.urn];

function findingOf(told: PolicyViolation, { pack, configuration, positions }: Reading): Finding {
  const named = (name: string) => pack.policies.find((policy) => policy.name === name);
  const { violation, waived } = waivedIn(told, named(told.policyName));
  const { policyName, resourceUrn = "", enforcementLevel } = violation;
  const policy = named(policyName) ?? unknown(violation);
  const { found, toDo = policy.toDo, url = policy.url } = wordsIn(violation.message, policy);
  const type = typeOf(resourceUrn);
  const position = positions.get(resourceUrn);
  // A policy that mends blocks where something is left.
  const blocks = ["mandatory", "remediate"].includes(levelOf(named(told.policyName) ?? policy, configuration));
  return {
    policy,
    level: blocks && enforcementLevel !== "remediate" ? "mandatory" : enforcementLevel,
    ...(type && type !== ROOT && { resource: { urn: resourceUrn, type, name: nameOf(resourceUrn) } }),
    found,
    ...(toDo && { toDo }),
    ...(url && { url }),
    ...(position && { position }),
    ...(waived && { waived }),
  };
}

/** What a waiver covers, as the violation that it would be without it. */
function waivedIn(told: PolicyViolation, policy: Policy | undefined): { violation: PolicyViolation; waived?: Waiver } {
  const text = policy ? withoutDescription(told.message, policy) : told.message;
  const [, policyName, found, until, reason] = WAIVED_WORDS.exec(text) ?? [];
  if (told.policyName !== WAIVED || !policyName || !found || !until || reason === undefined) return { violation: told };
  return { violation: { ...told, policyName, message: `Found: ${found}` }, waived: { until, reason } };
}

const ROOT = "pulumi:pulumi:Stack";

const typeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);

const nameOf = (urn = "the stack"): string => urn.split("::").at(-1) ?? urn;

/**
 * Takes a message apart. The CLI shows no remediation steps and no links, so a pack that wants them read writes them into
 * the message: `Found: ...`, `To do: ...`, `Why: ...`. The SDK puts the policy's description before it.
 */
function wordsIn(message: string, policy: Policy): Pick<Finding, "found" | "toDo" | "url"> {
  const text = withoutDescription(message, policy);
  const [, found = text, toDo, url] = /^Found: ([^]*?)(?:\nTo do: ([^]*?))?(?:\nWhy: +(\S+))?$/.exec(text) ?? [];
  return { found, ...(toDo && { toDo }), ...(url && { url }) };
}

const withoutDescription = (message: string, { description }: Policy): string =>
  (message.startsWith(description) ? message.slice(description.length) : message).trim();

/** A policy of another pack than the one that was described, such as one that an organization adds. */
function unknown({ policyName, severity, enforcementLevel }: PolicyViolation): Policy {
  const level: Level = enforcementLevel;
  const named = {
    name: policyName,
    description: policyName,
    level,
    tags: [],
    toDo: undefined,
    url: undefined,
  };
  return { ...named, severity: severity as Policy["severity"] };
}

/** What a remediation changed, without the values that the event holds: some could be secret. */
function remediationIn({ policyRemediationEvent }: EngineEvent): readonly PolicyViolation[] {
  if (typeof policyRemediationEvent !== "object" || policyRemediationEvent === null) return [];
  const mended = policyRemediationEvent as Omit<PolicyViolation, "message" | "enforcementLevel">;
  return [{ ...mended, enforcementLevel: "remediate", message: "Found: mended by the policy, not by the program." }];
}

const judgedResource = ({ policyAnalyzeSummaryEvent }: EngineEvent): string | undefined =>
  (policyAnalyzeSummaryEvent as { resourceUrn: string } | undefined)?.resourceUrn;
