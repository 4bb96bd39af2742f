import { join } from "node:path";

import { type LocalAws, type LocalAwsOptions, startLocalAws } from "@aerospike-kinesis/local-aws";
import {
  errorsOf,
  findEngine,
  findStages,
  openWorkspace,
  warningsOf,
  type Workspace,
} from "@aerospike-kinesis/pulumi-engine";

import { type AskedFor, askedFor } from "./asked-for";
import { count } from "./count";
import { UserError } from "./errors";
import type { Progress } from "./progress";
import { PROJECT } from "./project";
import type { Pipelines } from "./runs";

export interface DeployOptions {
  readonly stage: string;
  /** For everything that the engine writes. */
  readonly directory: string;
  readonly progress: Progress;
  /** Makes settings that stand in the place of the stage's own, which it is handed by full key. @defaultValue none */
  readonly config?: (own: Settings) => Settings;
  /** How the local AWS is to be. @defaultValue as {@link startLocalAws} says */
  readonly localAws?: LocalAwsOptions;
  /** Told what the stage's settings ask for, before anything is built. @defaultValue nobody is told */
  readonly onSettings?: (asked: AskedFor) => void;
  /** Ends whatever is under way. */
  readonly signal: AbortSignal;
  /** Takes what has to be ended when the run ends. */
  readonly onStarted: (end: () => Promise<void>) => void;
}

export type Settings = Readonly<Record<string, unknown>>;

/** A stage that stands on an empty local AWS of its own. */
export interface Deployed {
  readonly aws: LocalAws;
  readonly pipelines: Pipelines;
  readonly workspace: Workspace;
}

/**
 * Builds the real program on the real engine, held by the real policy pack, against a local AWS.
 * @throws UserError with the engine's own words if it does not come up
 */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { stage, directory, progress, config, localAws, signal, onStarted } = options;
  const stages = await findStages(PROJECT);
  if (!stages.names.includes(stage)) {
    const file = stages.fileOf(stage);
    throw new UserError(
      [
        `${file} was not found: the settings of stage ${stage} stand in it. Restore it, or write one.`,
        ...stages.notes,
      ].join("\n"),
    );
  }
  (await stages.notesOf(stage)).forEach(progress.detail);
  const engine = await progress.step("Pulumi engine", () => findEngine(progress.detail, { signal }));
  const aws = await progress.step("Local AWS", async () => {
    const started = await startLocalAws(localAws);
    onStarted(() => started.stop());
    return started;
  });
  const workspace = await openWorkspace({
    engine,
    project: PROJECT,
    directory,
    providers: { aws: aws.providerPort },
    signal,
  });
  await workspace.init(stage);
  const own = await workspace.settings(stage);
  options.onSettings?.(askedFor(own));
  await progress.step(`pulumi up of stage ${stage}, with the policy pack`, async () => {
    const up = await workspace.up(stage, {
      ...(config && { config: config(own) }),
      policyPacks: [join(PROJECT, "policies")],
      policyPackConfigs: [join(PROJECT, "policies", `config.${stage}.json`)],
    });
    signal.throwIfAborted();
    if (up.code !== 0) {
      const words = errorsOf(up);
      throw new UserError(`${words}\n\nStage ${stage} did not come up: see above, mend it, and start again.`);
    }
    for (const warning of warningsOf([up])) progress.detail(`Warning: ${warning}`);
    const advice = up.violations.filter(({ enforcementLevel }) => enforcementLevel === "advisory");
    progress.detail(
      `${up.changes.create ?? 0} resources, no violation, ${count(advice.length, "piece")} of advice ` +
        `(npm run policy -- --stage ${stage})`,
    );
  });
  const { pipelines } = (await workspace.outputs(stage)) as { pipelines: Pipelines };
  return { aws, pipelines, workspace };
}
