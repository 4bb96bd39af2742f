import type { PolicyViolation } from "@aerospike-kinesis/pulumi-engine";

import { type Configuration, withLevel } from "./configuration";
import { merge } from "./findings";
import type { Finding } from "./report";

/** A run of the engine, and what the pack was configured with. */
export interface EngineRun<Operation> {
  readonly operation: Operation;
  readonly configuration: Configuration;
}

/** Every run in order, the blocked ones before the last. */
export interface EngineRuns<Operation> {
  readonly all: readonly EngineRun<Operation>[];
  readonly last: EngineRun<Operation>;
}

/**
 * Runs until no policy blocks. One that mends blocks where it leaves something: the run is then made again with that
 * policy's advice alone, so that everything else is built and judged.
 * @param configuration in which no policy is mandatory
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

/** What one run found, and the policies that mended nothing in it because they would have blocked. */
export interface RunFindings {
  readonly findings: readonly Finding[];
  readonly lowered: readonly string[];
}

/**
 * What several runs found, in order. A later run knows more, but of a policy that mends no more it lists what would have been
 * mended: there, what an earlier one said of a resource stands.
 */
export function mergeRuns(runs: readonly RunFindings[]): readonly Finding[] {
  return runs.reduce<readonly Finding[]>((known, { findings, lowered }) => {
    const isAdvice = ({ policy }: Finding) => lowered.includes(policy.name);
    const judged = findings.filter((finding) => !isAdvice(finding));
    return merge(merge(findings.filter(isAdvice), known), judged);
  }, []);
}

/** The policies that were to mend, and mend no more. */
export const loweredPolicies = (first: Configuration, { configuration }: Pick<EngineRun<unknown>, "configuration">) =>
  Object.keys(first).filter((name) => remediates(name, first) && !remediates(name, configuration));

function remediates(name: string, configuration: Configuration): boolean {
  const entry = configuration[name];
  return typeof entry === "object" && entry.enforcementLevel === "remediate";
}
