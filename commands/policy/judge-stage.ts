import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type StandIn, startLocalAws } from "@aerospike-kinesis/local-aws";
import type { Engine, Stages } from "@aerospike-kinesis/pulumi-engine";
import { errorsOf, openWorkspace, type Operation, warningsOf, type Workspace } from "@aerospike-kinesis/pulumi-engine";

import { isForPeople } from "../shared/errors";
import { PREPARED_ACCOUNT } from "../shared/prepared-account";
import { groupAlike } from "./alike";
import type { Base } from "./base";
import { findWeakenings } from "./compare";
import { type Configuration, levelOf, readConfiguration, withoutBlocking } from "./configuration";
import { type EngineRun, loweredPolicies, mergeRuns, runWithoutBlocking } from "./engine-runs";
import { type Judgement, judgementOf } from "./findings";
import { outputPositions } from "./output-position";
import type { Pack } from "./pack";
import type { Finding, StageReport } from "./report";
import { type SourcePosition, sourcePositionOf } from "./source-position";
import { describeStandIns } from "./stand-ins";
import { type Holdings, holdingsOf } from "./unique-names";

export interface StageOptions {
  readonly engine: Engine;
  readonly stages: Stages;
  readonly stage: string;
  readonly pack: Pack;
  /** What the configuration is compared with, in addition to the pack's defaults. */
  readonly base?: Base | undefined;
  /** File of the pack's configuration for this stage. */
  readonly policyConfig: string;
  /** For everything that the engine writes. */
  readonly directory: string;
  /** A file to run in the program's place. */
  readonly main?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The gate's report of a stage, and what the stage would have in an account. */
export type JudgedStage = StageReport & { readonly holdings: Holdings };

type StageJudgement = Pick<JudgedStage, "resources" | "findings" | "problems" | "notes" | "holdings">;

/**
 * Previews a stage with the pack on the real engine. Then it brings the stage up on an empty local AWS, so that every
 * value is known and every policy has judged. Nothing is blocked: the report says what would be.
 * @param options the engine, the stage, the pack and its configuration
 * @returns the report of the stage; what kept it from being judged is in `problems`
 * @throws Error for whatever is not a mistake of a person
 */
export async function judgeStage(options: StageOptions): Promise<JudgedStage> {
  const { stages, stage, pack, policyConfig } = options;
  const project = stages.project.directory;
  const { configuration, problems } = await readConfiguration(policyConfig, pack, project);
  const policies = pack.policies.filter((policy) => levelOf(policy, configuration) !== "disabled").length;
  const report = {
    stage,
    file: stages.fileOf(stage),
    resources: 0,
    policies,
    findings: [],
    weakenings: problems.length > 0 ? [] : await findWeakenings({ ...options, project }, configuration),
    problems,
    notes: options.base?.notes ?? [],
    holdings: { names: [] },
  };
  if (problems.length > 0) return report;
  try {
    const notes = await stages.notesOf(stage);
    const judged = await judgeOnLocalAws(options, configuration);
    return {
      ...report,
      ...judged,
      findings: groupAlike(judged.findings),
      notes: [...report.notes, ...notes, ...judged.notes],
    };
  } catch (error) {
    // For example, settings that cannot be read. The other stages are still judged.
    if (!isForPeople(error)) throw error;
    return { ...report, problems: [error.message] };
  }
}

async function judgeOnLocalAws(options: StageOptions, configuration: Configuration): Promise<StageJudgement> {
  await mkdir(options.directory, { recursive: true });
  const standIns: StandIn[] = [];
  // The run must reach its end, whatever the program creates: only then every policy has judged.
  const aws = await startLocalAws({
    ...PREPARED_ACCOUNT,
    store: "memory",
    onStandIn: (standIn) => standIns.push(standIn),
  });
  try {
    const { engine, stages, directory, main, signal } = options;
    const workspace = await openWorkspace({
      engine,
      project: stages.project.directory,
      settings: stages.directory,
      directory,
      providers: { aws: aws.providerPort },
      // The program maps stack traces to its own lines only if this is set.
      env: { AEROSPIKE_KINESIS_SOURCE_LINES: "true" },
      ...(main !== undefined && { main }),
      ...(signal && { signal }),
    });
    return await runEngine(workspace, options, configuration, standIns);
  } finally {
    await aws.stop();
  }
}

async function runEngine(
  workspace: Workspace,
  { stages, stage, pack, directory, main }: StageOptions,
  configuration: Configuration,
  standIns: readonly StandIn[],
): Promise<StageJudgement> {
  const file = join(directory, "policy-config.json");
  const operate = (kind: "preview" | "up") => async (given: Configuration) => {
    await writeFile(file, JSON.stringify(given));
    return workspace[kind](stage, { policyPacks: [pack.directory], policyPackConfigs: [file] });
  };
  await workspace.init(stage);
  const lenient = withoutBlocking(configuration, pack);
  const previews = await runWithoutBlocking(operate("preview"), lenient);
  const preview = previews.last.operation;
  const positions = positionsIn(preview, stages.project.directory, directory);
  const positionOfOutput = outputPositions(stages.project.directory, main);
  const judgement = (each: EngineRun<Operation>) => ({
    ...judgementOf(each.operation, { pack, configuration, positions, positionOfOutput }),
    lowered: loweredPolicies(lenient, each),
  });
  const first = judgement(previews.last);
  if (preview.code !== 0) {
    return failureReport("could not be previewed", preview, first, mergeRuns(previews.all.map(judgement)));
  }
  const ups = await runWithoutBlocking(operate("up"), previews.last.configuration);
  const up = ups.last.operation;
  const last = judgement(ups.last);
  const findings = mergeRuns([...previews.all, ...ups.all].map(judgement));
  const stoodIn = describeStandIns(standIns, positions);
  const notes = [...warningsOf([...previews.all, ...ups.all].map(({ operation }) => operation)), ...stoodIn.notes];
  if (up.code !== 0) {
    const judged = failureReport("did not come up on the local AWS", up, last, findings);
    const problems = [...stoodIn.problems, ...judged.problems, ...first.postponed, ...first.failures];
    return { ...judged, problems, notes };
  }
  const unjudged = last.resources === 0 ? ["The policy pack judged no resource."] : [];
  const problems = [...stoodIn.problems, ...first.failures, ...last.failures, ...last.postponed, ...unjudged];
  return { resources: last.resources, findings, problems, notes, holdings: holdingsOf(up) };
}

function positionsIn({ steps }: Operation, project: string, root: string): ReadonlyMap<string, SourcePosition> {
  return new Map(
    steps.flatMap(({ urn, newState }) => {
      const position = newState && sourcePositionOf(newState, project, root);
      // The SDK misreads some paths. No position is better than a wrong one.
      return position && existsSync(join(project, position.file)) ? [[urn, position] as const] : [];
    }),
  );
}

/**
 * The judgement of a run that failed. The gate blocks nothing, so the program, the pack or the local AWS stopped it.
 */
function failureReport(
  what: string,
  operation: Operation,
  { resources, postponed, failures }: Judgement,
  findings: readonly Finding[],
): StageJudgement {
  const problems = [`The stage ${what}: ${errorsOf(operation)}`, ...postponed, ...failures];
  return { resources, findings, problems, notes: warningsOf([operation]), holdings: holdingsOf(operation) };
}
