import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";

import { policiesOf } from "../../../../policies/pack/policies";
import { rules } from "../../../../policies/rules";
import { serveCreatingProvider } from "../../../support/creating-provider";
import { openProgram, PROJECT } from "../../../support/program";
import type { Case, Phase } from "./attack";

/** A finding, and all that it names: its resource, and those in its message. */
export interface Finding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
  /** Whole names of resources, such as `unchanged-api-stage`, or of outputs. */
  readonly names: ReadonlySet<string>;
}

/** Packages whose resources an attack adds. */
const PACKAGES = ["aws", "aws-native", "command", "github", "kubernetes", "local", "pulumi-nodejs"];

/** The state of a run is never read, and the engine writes all of it anew for each resource. */
const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
const POLICIES = join(PROJECT, "policies");

/** Pipelines in one run: with more, the engine's time a resource grows. */
const PIPELINES = 30;

/** Cases in one run that only add resources, beside one pipeline. */
const BESIDE = 300;

/**
 * Cases that run together: those of one phase, each with a pipeline of its own or all beside one, and each that must be alone
 * with itself. A batch has cases of many kinds, so that none has all that take long.
 */
export function batchesOf<Any extends Case>(cases: readonly Any[]): readonly (readonly Any[])[] {
  const together = (["preview", "update"] as const).flatMap((phase) => {
    const those = cases.filter((one) => phaseOf(one) === phase && !one.alone);
    return [
      ...dealt(
        those.filter(({ beside }) => !beside),
        PIPELINES,
      ),
      ...dealt(
        those.filter(({ beside }) => beside),
        BESIDE,
      ),
    ];
  });
  return [...together, ...cases.filter(({ alone }) => alone).map((one) => [one])];
}

/** As few batches as hold all cases, dealt out like cards. */
function dealt<Any>(cases: readonly Any[], most: number): readonly (readonly Any[])[] {
  const count = Math.ceil(cases.length / most);
  return Array.from({ length: count }, (_, batch) => cases.filter((_, index) => index % count === batch));
}

const phaseOf = ({ phase = "preview" }: Case): Phase => phase;

/**
 * Runs the pack over cases of one phase, each with a pipeline of its own, as the gate does for stage prod.
 * @returns what the rules found
 * @throws PackFailure when the pack fails
 * @throws AssertionError when the program or the engine fails
 */
export async function findingsOf(cases: readonly Case[]): Promise<readonly Finding[]> {
  const phase = phaseOf(cases[0]!);
  const everything = phase === "update" ? await serveCreatingProvider() : undefined;
  const program = await openProgram({
    main: join(__dirname, "../programs/attacked.cjs"),
    env: { ATTACKS: cases.map(({ name }) => name).join(","), ...WITHOUT_CHECKPOINTS },
    ...(everything && { providers: Object.fromEntries(PACKAGES.map((name) => [name, everything.port])) }),
    config: { "aerospike-kinesis:regions": ["ap-south-1"] },
  });
  try {
    const configuration = JSON.parse(await readFile(join(POLICIES, "config.prod.json"), "utf8")) as Configuration;
    const levels = levelsOf(configuration);
    const file = join(program.directory, "policies.json");
    await writeFile(file, JSON.stringify(phase === "preview" ? configuration : advisory(configuration)));
    await program.workspace.init("prod");
    const policies = { policyPacks: [POLICIES], policyPackConfigs: [file] };
    const run =
      phase === "preview"
        ? await program.workspace.preview("prod", policies)
        : await program.workspace.up("prod", policies);
    assertWhole(run, phase);
    return run.violations.map(({ policyName, message, resourceUrn = "" }) => ({
      rule: policyName,
      level: levels.get(policyName) ?? "mandatory",
      message,
      names: new Set([resourceUrn.split("::").at(-1)!, ...(message.match(/\w[\w-]*\w/g) ?? [])]),
    }));
  } finally {
    everything?.stop();
    await program.close();
  }
}

type Level = Finding["level"] | "disabled";
type Configuration = Readonly<Record<string, Level | { readonly enforcementLevel?: Level }>>;

const levelIn = (entry: Configuration[string] | undefined): Level | undefined =>
  typeof entry === "object" ? entry.enforcementLevel : entry;

/** By rule, the level in stage prod. */
function levelsOf(configuration: Configuration): ReadonlyMap<string, Finding["level"]> {
  return new Map(
    policiesOf(rules).map(({ name, enforcementLevel }) => {
      const level = levelIn(configuration[name]) ?? enforcementLevel;
      return [name, level === "mandatory" ? "mandatory" : "advisory"];
    }),
  );
}

/** The same rules and settings, so that a finding does not end the update. */
const advisory = (configuration: Configuration): object => ({
  all: "advisory",
  ...Object.fromEntries(
    Object.entries(configuration).map(([rule, entry]) => [
      rule,
      typeof entry === "object" ? { ...entry, enforcementLevel: "advisory" } : "advisory",
    ]),
  ),
});

/** The pack fell over, so that the engine says so instead of a rule. */
export class PackFailure extends Error {}

/** A run that did not come to its end shows nothing; and the pack never takes the run down. */
function assertWhole({ diagnostics, violations }: Operation, phase: Phase): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  const failure = errors.find((message) => message.startsWith("failed to run policy"));
  if (failure) throw new PackFailure(failure);
  // With a finding, a preview fails; without one, the pack did not start. An update must not fail: what depends on a
  // resource that is refused is not judged.
  const isBlocked = violations.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const expected = phase === "preview" && isBlocked ? ["preview failed"] : [];
  assert.deepEqual(
    errors.filter((message) => !expected.includes(message)),
    [],
  );
}
