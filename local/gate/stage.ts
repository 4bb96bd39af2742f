import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startLocalAws } from "../aws";
import type { Engine } from "../engine/cli";
import { openWorkspace, type Operation, type Workspace } from "../engine/workspace";
import { levelOf, readConfiguration, withoutBlocking } from "./configuration";
import { judgementOf, merge, type Judgement, type Reading } from "./findings";
import type { Pack } from "./pack";
import { positionOf, type Position } from "./position";
import type { StageReport } from "./report";

export interface StageOptions {
  readonly engine: Engine;
  /** Directory of the program's Pulumi.yaml. */
  readonly project: string;
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
  const lenient = join(options.directory, "policy-config.json");
  await mkdir(options.directory, { recursive: true });
  await writeFile(lenient, JSON.stringify(withoutBlocking(configuration, pack)));

  const aws = await startLocalAws({ store: "memory" });
  try {
    const { engine, directory, main, signal } = options;
    const workspace = await openWorkspace({
      engine,
      project,
      directory,
      providers: { aws: aws.providerPort },
      // The program maps stack traces to its own lines only when asked.
      env: { AEROSPIKE_KINESIS_SOURCE_LINES: "true" },
      ...(main !== undefined && { main }),
      ...(signal && { signal }),
    });
    const judged = await run(workspace, lenient, options, (positions) => ({ pack, configuration, positions }));
    return { ...report, ...judged };
  } finally {
    await aws.stop();
  }
}

async function run(
  workspace: Workspace,
  lenient: string,
  { stage, pack, project, directory, main }: StageOptions,
  readingWith: (positions: ReadonlyMap<string, Position>) => Reading,
): Promise<Pick<StageReport, "resources" | "findings" | "problems">> {
  const operation = { policyPacks: [pack.directory], policyPackConfigs: [lenient] };
  await workspace.init(stage);
  const preview = await workspace.preview(stage, operation);
  const reading = readingWith(positionsIn(preview, project, main === undefined ? project : directory));
  const first = judgementOf(preview, reading);
  if (preview.code !== 0) return unfinished("could not be previewed", preview, first);
  const up = await workspace.up(stage, operation);
  const last = judgementOf(up, reading);
  const findings = merge(first.findings, last.findings);
  if (up.code !== 0) {
    const judged = unfinished("did not come up on the local AWS", up, last);
    return { ...judged, findings, problems: [...judged.problems, ...first.postponed, ...first.failures] };
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
function unfinished(what: string, { diagnostics, stderr, stdout }: Operation, judgement: Judgement) {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  const words = errors.length > 0 ? errors.join("\n") : (stderr || stdout).trim();
  const { resources, findings, postponed, failures } = judgement;
  return { resources, findings, problems: [`The stage ${what}: ${words}`, ...postponed, ...failures] };
}
