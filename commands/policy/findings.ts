import type { EngineEvent, Events, PolicyViolation } from "@aerospike-kinesis/pulumi-engine";
import {
  NOT_EVALUATED_YET,
  readFinding,
  readWaivedFinding,
  WAIVED_FINDINGS,
  writeFinding,
} from "aerospike-kinesis-policies/finding";

import { type Configuration, levelOf } from "./configuration";
import { outputIn } from "./output-position";
import type { Level, Pack, Policy } from "./pack";
import type { Finding } from "./report";
import type { SourcePosition } from "./source-position";
import { nameOf, typeOf } from "./urn";

/**
 * The SDK's words for a policy that fails on a value that is not known yet. The engine reports them as advice, and
 * exits with 0.
 */
const CANNOT_RUN = /can't run (policy|remediation) .* during preview/;

/** A pack's judgement in one run of the engine. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** What the pack leaves to a run that knows more values, in its own words. */
  readonly postponed: readonly string[];
  /** Policies that failed, a sentence each. */
  readonly failures: readonly string[];
  /** How many resources were judged. */
  readonly resources: number;
}

/** What is needed to read the events of a run. */
export interface ReadingContext {
  readonly pack: Pack;
  readonly configuration: Configuration;
  /** By URN. */
  readonly positions: ReadonlyMap<string, SourcePosition>;
  /** By the name of a stack's output. @defaultValue none */
  readonly positionOfOutput?: (name: string) => SourcePosition | undefined;
}

/**
 * Reads a pack's judgement from the events of a run.
 * @param events all events of the run, and the violations among them
 * @param reading the pack, its configuration, and where resources and outputs are in the source
 * @returns the findings, each once, and what was not judged
 */
export function judgementOf(
  { all, violations }: Pick<Events, "all" | "violations">,
  reading: ReadingContext,
): Judgement {
  const failures = violations.filter(({ message }) => CANNOT_RUN.test(message));
  const postponed = violations.filter(({ policyName }) => policyName === NOT_EVALUATED_YET);
  const reported = violations.filter((violation) => !failures.includes(violation) && !postponed.includes(violation));
  const findings = [...reported, ...all.flatMap(remediationIn)].map((violation) => findingOf(violation, reading));
  return {
    findings: [
      ...new Map(findings.map((finding) => [JSON.stringify([...subject(finding), finding.found]), finding])).values(),
    ],
    postponed: postponed.map(({ message }) => message.trim()),
    failures: failures.map(
      ({ policyName, resourceUrn }) =>
        `${policyName} gave up on ${nameOf(resourceUrn ?? "the stack")}: it reads a value that a preview does not know.`,
    ),
    resources: new Set(all.map(judgedResource).filter((urn) => urn !== undefined)).size,
  };
}

/**
 * Merges the findings of two runs. The later run knows more: what it says of a policy and a resource replaces what the
 * earlier run said.
 * @param earlier findings of the run that knew less
 * @param later findings of the run that knew more
 * @returns the later findings, and those earlier ones on which the later run says nothing
 */
export function merge(earlier: readonly Finding[], later: readonly Finding[]): readonly Finding[] {
  const judged = new Set(later.map((finding) => JSON.stringify(subject(finding))));
  return [...later, ...earlier.filter((finding) => !judged.has(JSON.stringify(subject(finding))))];
}

const subject = ({ policy, resource }: Finding) => [policy.name, resource?.urn];

function findingOf(
  reported: PolicyViolation,
  { pack, configuration, positions, positionOfOutput }: ReadingContext,
): Finding {
  const findPolicy = (name: string) => pack.policies.find((policy) => policy.name === name);
  const reporter = findPolicy(reported.policyName);
  const { policyName, resourceUrn = "", enforcementLevel, message } = reported;
  const waived = policyName === WAIVED_FINDINGS ? readWaivedFinding(message, reporter?.description ?? "") : undefined;
  const name = waived?.rule ?? policyName;
  const policy = findPolicy(name) ?? policyOfOtherPack({ ...reported, policyName: name });
  const read = waived ? { found: waived.found } : readFinding(message, policy.description);
  const { found, toDo = policy.toDo, url = policy.url } = { toDo: undefined, url: undefined, ...read };
  const type = typeOf(resourceUrn);
  const output = outputIn(found);
  // If an output is wrong, the resource's line is not.
  const position = (output && positionOfOutput?.(output)) ?? positions.get(resourceUrn);
  // A policy that remediates blocks if it leaves something wrong.
  const blocks = ["mandatory", "remediate"].includes(levelOf(reporter ?? policy, configuration));
  return {
    policy,
    level: blocks && enforcementLevel !== "remediate" ? "mandatory" : enforcementLevel,
    ...(type && type !== ROOT && { resource: { urn: resourceUrn, type, name: nameOf(resourceUrn) } }),
    found,
    ...(toDo && { toDo }),
    ...(url && { url }),
    ...(position && { position }),
    ...(waived && { waived: { until: waived.until, reason: waived.reason } }),
  };
}

const ROOT = "pulumi:pulumi:Stack";

/** A policy of another pack, such as one that an organization adds. */
function policyOfOtherPack({ policyName, severity, enforcementLevel }: PolicyViolation): Policy {
  const level: Level = enforcementLevel;
  const described = {
    name: policyName,
    description: policyName,
    level,
    tags: [],
    toDo: undefined,
    url: undefined,
    settings: {},
  };
  return { ...described, severity: severity as Policy["severity"] };
}

/** What a remediation changed. The values in the event are left out, because they could be secret. */
function remediationIn({ policyRemediationEvent }: EngineEvent): readonly PolicyViolation[] {
  if (typeof policyRemediationEvent !== "object" || policyRemediationEvent === null) return [];
  const remediation = policyRemediationEvent as Omit<PolicyViolation, "message" | "enforcementLevel">;
  const message = writeFinding({ found: "mended by the policy, not by the program." });
  return [{ ...remediation, enforcementLevel: "remediate", message }];
}

const judgedResource = ({ policyAnalyzeSummaryEvent }: EngineEvent): string | undefined =>
  (policyAnalyzeSummaryEvent as { resourceUrn: string } | undefined)?.resourceUrn;
