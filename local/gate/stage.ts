import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startLocalAws } from "../aws";
import { UserError } from "../command";
import type { Engine } from "../engine/cli";
import { errorsOf } from "../engine/errors";
import { openWorkspace, type Operation, type Workspace } from "../engine/workspace";
import { levelOf, readConfiguration, withoutBlocking, type Configuration } from "./configuration";
import { judgementOf, type Judgement } from "./findings";
import type { Pack } from "./pack";
import { positionOf, type Position } from "./position";
import type { Finding, StageReport } from "./report";
import { findingsOf, loweredIn, runUnblocked, type Run } from "./runs";

export interface StageOptions {
  readonly engine: Engine;
  /** Directory of the program's Pulumi.yaml. */
  readonly project: string;
  /** Directory of the stage's Pulumi.<stage>.yaml. */
  readonly settings: string;
  readonly stage: string;
  readonly pack: Pack;
  /** File of the pack's configuration for this stage. */
  readonly policyConfig: string;
  /** For everything that the engine writes. */
  readonly directory: string;
  /** A file to run in the program's place. */
  readonly main?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Previews a stage with the pack on the real engine, then brings it up on an empty local AWS, so that every value is known
 * and every policy has judged. Nothing is blocked: the report says what would be.
 */
export async function judgeStage(options: StageOptions): Promise<StageReport> {
  const { project, stage, pack, policyConfig } = options;
  const { configuration, faults } = await readConfiguration(policyConfig, pack, project);
  const policies = pack.policies.filter((policy) => levelOf(policy, configuration) !== "disabled").length;
  const report = { stage, file: `Pulumi.${stage}.yaml`, resources: 0, policies, findings: [], problems: faults };
  if (faults.length > 0) return report;
  await mkdir(options.directory, { recursive: true });
  const aws = await startLocalAws({ store: "memory" });
  try {
    const { engine, settings, directory, main, signal } = options;
    const workspace = await openWorkspace({
      engine,
      project,
      settings,
      directory,
      providers: { aws: aws.providerPort },
      // The program maps stack traces to its own lines only when asked.
      env: { AEROSPIKE_KINESIS_SOURCE_LINES: "true" },
      ...(main !== undefined && { main }),
      ...(signal && { signal }),
    });
    return { ...report, ...(await run(workspace, options, configuration)) };
  } catch (error) {
    // Such as settings that cannot be read: the other stages are judged all the same.
    if (!(error instanceof UserError)) throw error;
    return { ...report, problems: [error.message] };
  } finally {
    await aws.stop();
  }
}

async function run(
  workspace: Workspace,
  { stage, pack, project, directory, main }: StageOptions,
  configuration: Configuration,
): Promise<Pick<StageReport, "resources" | "findings" | "problems">> {
  const file = join(directory, "policy-config.json");
  const operate = (kind: "preview" | "up") => async (given: Configuration) => {
    await writeFile(file, JSON.stringify(given));
    return workspace[kind](stage, { policyPacks: [pack.directory], policyPackConfigs: [file] });
  };
  await workspace.init(stage);
  const lenient = withoutBlocking(configuration, pack);
  const previews = await runUnblocked(operate("preview"), lenient);
  const preview = previews.last.operation;
  const positions = positionsIn(preview, project, main === undefined ? project : directory);
  const judge = (each: Run<Operation>) => ({
    ...judgementOf(each.operation, { pack, configuration, positions }),
    lowered: loweredIn(lenient, each),
  });
  const first = judge(previews.last);
  if (preview.code !== 0) {
    return unfinished("could not be previewed", preview, first, findingsOf(previews.all.map(judge)));
  }
  const ups = await runUnblocked(operate("up"), previews.last.configuration);
  const up = ups.last.operation;
  const last = judge(ups.last);
  const findings = findingsOf([...previews.all, ...ups.all].map(judge));
  if (up.code !== 0) {
    const judged = unfinished("did not come up on the local AWS", up, last, findings);
    return { ...judged, problems: [...judged.problems, ...first.postponed, ...first.failures] };
  }
  const unjudged = last.resources === 0 ? ["The policy pack judged no resource."] : [];
  const problems = [...first.failures, ...last.failures, ...last.postponed, ...unjudged];
  return { resources: last.resources, findings, problems };
}

function positionsIn({ steps }: Operation, project: string, root: string): ReadonlyMap<string, Position> {
  return new Map(
    steps.flatMap(({ urn, newState }) => {
      const position = newState && positionOf(newState, project, root);
      return position ? [[urn, position] as const] : [];
    }),
  );
}

/** A run that failed. Nothing of ours blocks it, so the program, the pack or the local AWS did. */
function unfinished(
  what: string,
  operation: Operation,
  { resources, postponed, failures }: Judgement,
  findings: readonly Finding[],
) {
  return { resources, findings, problems: [`The stage ${what}: ${errorsOf(operation)}`, ...postponed, ...failures] };
}
