import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { type LocalAws, type LocalAwsOptions, startLocalAws } from "@aerospike-kinesis/local-aws";
import {
  findEngine,
  findStages,
  openWorkspace,
  refusalOf,
  warningsOf,
  type Workspace,
} from "@aerospike-kinesis/pulumi-engine";

import type { RawSettings } from "../../config/parse";
import type { Settings } from "../../config/settings";
import { count } from "./count";
import { UsageError, UserError } from "./errors";
import { createExistingStreams, foreignStreamsOf } from "./existing-streams";
import { requireKnownStages } from "./known-stages";
import type { Pipelines } from "./pipeline-outputs";
import { PREPARED_ACCOUNT } from "./prepared-account";
import type { Progress } from "./progress";
import { PROJECT } from "./project";
import { readStageSettings, writtenSettings } from "./stage-settings";

export interface LocalStageOptions {
  readonly stage: string;
  /** Directory of the stage's file. @defaultValue where Pulumi looks for it */
  readonly settings?: string;
  /** For everything that the engine writes. */
  readonly directory: string;
  readonly progress: Progress;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Takes what must be ended when the run ends. */
  readonly onStarted: (end: () => Promise<void>) => void;
}

/** A stage of this checkout that can be deployed on a local AWS. */
export interface LocalStage {
  /** As the stage's file has them. */
  readonly written: RawSettings;
  /** The same with every default. */
  readonly settings: Settings;
  /**
   * Builds the real program on the real engine and an empty local AWS. The real policy pack must pass.
   * @throws UserError with the engine's own words if the stage does not come up
   */
  readonly deploy: (options: DeployOptions) => Promise<Deployed>;
}

export interface DeployOptions {
  /**
   * Settings of the project that replace the stage's own, by key.
   * @defaultValue none
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * How the local AWS behaves.
   * @defaultValue as {@link startLocalAws} says
   */
  readonly localAws?: LocalAwsOptions;
}

/** A stage on a local AWS of its own. */
export interface Deployed {
  readonly aws: LocalAws;
  readonly pipelines: Pipelines;
  readonly workspace: Workspace;
}

/**
 * Finds the engine and a stage, and reads the stage's settings. Deploys nothing yet.
 * @param options the stage, and where the engine may write
 * @returns the stage
 * @throws UsageError if the stage has no file, or the policy pack no configuration for it
 * @throws UserError with all that the program finds wrong with its settings
 * @throws EngineError if Pulumi cannot be had, or refuses the file
 */
export async function openLocalStage(options: LocalStageOptions): Promise<LocalStage> {
  const { stage, settings: from, directory, progress, signal } = options;
  const stages = await findStages(PROJECT, from);
  requireKnownStages(stages, [stage]);
  refuseWithoutPolicyConfig(stage);
  (await stages.notesOf(stage)).forEach(progress.detail);
  const engine = await progress.step("Pulumi engine", () => findEngine(progress.detail, { project: PROJECT, signal }));
  const passphrase = randomBytes(24).toString("base64url");
  const open = (providers: Readonly<Record<string, number>>): Promise<Workspace> =>
    openWorkspace({
      engine,
      project: PROJECT,
      directory,
      passphrase,
      signal,
      providers,
      ...(from !== undefined && { settings: from }),
    });
  const workspace = await open({});
  await workspace.init(stage);
  const byKey = await workspace.settings(stage);
  const settings = readStageSettings(stage, stages.project.name, byKey);
  const deployStage = (deployOptions: DeployOptions) => deploy(options, open, settings, deployOptions);
  if (settings !== undefined) {
    return { written: writtenSettings(stages.project.name, byKey), settings, deploy: deployStage };
  }
  await deployStage({});
  throw new Error(`stage ${stage} came up with settings that config/parse.ts refuses`);
}

/** The policy pack's configuration of a stage. */
const policyConfigOf = (stage: string): string => join(PROJECT, "policies", `config.${stage}.json`);

function refuseWithoutPolicyConfig(stage: string): void {
  if (existsSync(policyConfigOf(stage))) return;
  throw new UsageError(
    `--stage: expected a stage with a configuration of the policy pack, got ${stage}. policies/config.${stage}.json was ` +
      "not found. Copy that of another stage, or write {} to take each policy as the pack sets it.",
  );
}

async function deploy(
  { stage, progress, signal, onStarted }: LocalStageOptions,
  open: (providers: Readonly<Record<string, number>>) => Promise<Workspace>,
  settings: Settings | undefined,
  { config, localAws }: DeployOptions,
): Promise<Deployed> {
  const aws = await progress.step("Local AWS", async () => {
    const foreignStreams = settings === undefined ? [] : foreignStreamsOf(settings);
    const started = await startLocalAws({ ...PREPARED_ACCOUNT, foreignStreams, ...localAws });
    onStarted(() => started.stop());
    if (settings !== undefined) await createExistingStreams(started.kinesis, settings);
    return started;
  });
  const workspace = await open({ aws: aws.providerPort });
  await progress.step(`pulumi up of stage ${stage}, with the policy pack`, async () => {
    const up = await workspace.up(stage, {
      ...(config && { config }),
      policyPacks: [join(PROJECT, "policies")],
      policyPackConfigs: [policyConfigOf(stage)],
    });
    signal.throwIfAborted();
    if (up.code !== 0) {
      throw new UserError(`${refusalOf(up)}\n\nStage ${stage} did not come up: see above, mend it, and start again.`);
    }
    for (const warning of warningsOf([up])) progress.detail(`Warning: ${warning}`);
    const advice = up.violations.filter(({ enforcementLevel }) => enforcementLevel === "advisory");
    // As npm run policy counts: with what is only read, and without the stack itself.
    const resources = new Set(up.steps.map(({ urn }) => urn).filter((urn) => !urn.includes("::pulumi:pulumi:Stack::")));
    progress.detail(
      `${resources.size} resources, no violation, ${count(advice.length, "piece")} of advice ` +
        `(npm run policy -- --stage ${stage})`,
    );
  });
  const { pipelines } = (await workspace.outputs(stage)) as { pipelines: Pipelines };
  return { aws, pipelines, workspace };
}
