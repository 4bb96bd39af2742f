import type { PolicyViolation } from "@aerospike-kinesis/pulumi-engine";

import { type Configuration, withLevel } from "./configuration";
import { merge } from "./findings";
import type { Finding } from "./report";

/** A run of the engine, and what the pack was configured with. */
export interface EngineRun<Operation> {
  readonly operation: Operation;
  readonly configuration: Configuration;
}

/** All runs in order. The last is the one that no policy blocked. */
export interface EngineRuns<Operation> {
  readonly all: readonly EngineRun<Operation>[];
  readonly last: EngineRun<Operation>;
}

/**
 * Runs until no policy blocks. A policy that remediates blocks if it leaves something wrong. Then it runs again with
 * that policy as advisory, so that everything else is built and judged.
 * @param operate runs the engine once
 * @param configuration in which no policy is mandatory
 * @returns all runs, in order
 */
export async function runWithoutBlocking<Operation extends { readonly violations: readonly PolicyViolation[] }>(
  operate: (configuration: Configuration) => Promise<Operation>,
  configuration: Configuration,
): Promise<EngineRuns<Operation>> {
  const last = { operation: await operate(configuration), configuration };
  const blocking = last.operation.violations
    .filter(
      ({ enforcementLevel, policyName }) => enforcementLevel === "mandatory" && remediates(policyName, configuration),
    )
    .map(({ policyName }) => [policyName, withLevel(configuration[policyName], "advisory")] as const);
  if (blocking.length === 0) return { all: [last], last };
  const again = await runWithoutBlocking(operate, { ...configuration, ...Object.fromEntries(blocking) });
  return { ...again, all: [last, ...again.all] };
}

/** What one run found, and the policies that did not remediate in it because they would have blocked. */
export interface RunFindings {
  readonly findings: readonly Finding[];
  readonly lowered: readonly string[];
}

/**
 * Merges what several runs found. A later run knows more, so it replaces the earlier ones. There is one exception: of a
 * policy that no longer remediates, a later run lists what would have been remediated. There, what an earlier run said
 * of a resource stays.
 * @param runs in order
 * @returns the findings
 */
export function mergeRuns(runs: readonly RunFindings[]): readonly Finding[] {
  return runs.reduce<readonly Finding[]>((known, { findings, lowered }) => {
    const isAdvice = ({ policy }: Finding) => lowered.includes(policy.name);
    const judged = findings.filter((finding) => !isAdvice(finding));
    return merge(merge(findings.filter(isAdvice), known), judged);
  }, []);
}

/**
 * The policies that remediated in the first run, and no longer do.
 * @param first the configuration of the first run
 * @param run a later run
 * @returns their names
 */
export const loweredPolicies = (first: Configuration, { configuration }: Pick<EngineRun<unknown>, "configuration">) =>
  Object.keys(first).filter((name) => remediates(name, first) && !remediates(name, configuration));

function remediates(name: string, configuration: Configuration): boolean {
  const entry = configuration[name];
  return typeof entry === "object" && entry.enforcementLevel === "remediate";
}
