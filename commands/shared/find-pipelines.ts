import { shortName } from "@aerospike-kinesis/pulumi-engine";

import type { Account } from "./account/account";
import { ownPulumi } from "./account/own-pulumi";
import { findStageAccount, type StageAccount } from "./account/stage-account";
import { accountIn } from "./arn";
import { type Choice, readChoice } from "./choose-pipelines";
import type { LocalEndpoint } from "./clients";
import { UsageError, UserError } from "./errors";
import { show } from "./flags/show";
import type { PipelineOutputs, Pipelines } from "./pipeline-outputs";
import { PROJECT } from "./project";
import { findLocalRuns } from "./runs";

/** Where the pipeline of one region of a deployed stage is: on the local AWS, or in an account. */
export type ChosenPipeline = {
  readonly stage: string;
  readonly region: string;
  readonly outputs: PipelineOutputs;
} & ({ readonly local: LocalEndpoint } | { readonly account: StageAccount });

/**
 * Finds the chosen pipelines of a stage.
 * @param choice the stage or a running `npm start`, and the region
 * @param project the directory of Pulumi.yaml
 * @returns at least one, in the order of the stage's regions
 * @throws UserError if there is none, if the stage cannot be read, or if its settings exclude the account
 */
export async function findPipelines(choice: Choice, project = PROJECT): Promise<readonly ChosenPipeline[]> {
  const { region, stage = "" } = readChoice(choice);
  const { pipelines, ...rest } = choice.local
    ? await findRunningStage(choice)
    : await findDeployedStage(stage, choice.ca, project);
  const all = Object.entries(pipelines).map(([name, outputs]) => ({ ...rest, region: name, outputs }));
  const chosen = region === undefined ? all : all.filter((pipeline) => pipeline.region === region);
  if (chosen.length === 0) throw regionError(all, region);
  return chosen;
}

/**
 * Finds the one chosen pipeline.
 * @param choice the stage or a running `npm start`, and the region
 * @returns the pipeline
 * @throws UserError if there is none, or more than one
 */
export async function findPipeline(choice: Choice): Promise<ChosenPipeline> {
  const found = await findPipelines(choice);
  const [pipeline] = found;
  if (pipeline === undefined || found.length > 1) throw regionError(found, choice.region);
  return pipeline;
}

const regionError = (pipelines: readonly ChosenPipeline[], found?: string): UsageError =>
  new UsageError(`--region: expected one of ${pipelines.map(({ region }) => region).join(", ")}, got ${show(found)}.`);

interface RunningStage {
  readonly stage: string;
  readonly pipelines: Pipelines;
  readonly local: LocalEndpoint;
}

async function findRunningStage({ stage: named }: Choice): Promise<RunningStage> {
  const stage = named === undefined ? undefined : shortName(named);
  const runs = await findLocalRuns();
  const run = runs.find((candidate) => stage === undefined || candidate.stage === stage);
  if (run === undefined) {
    const [other] = runs;
    throw other === undefined
      ? new UserError("No running npm start was found. Run npm start in another terminal.")
      : new UsageError(`--stage: expected ${other.stage}, the one that npm start runs, got ${String(stage)}.`);
  }
  return { stage: run.stage, pipelines: run.pipelines, local: run };
}

interface DeployedStage {
  readonly stage: string;
  readonly pipelines: Pipelines;
  readonly account: StageAccount;
}

/** Reads the outputs and the account of a stage on AWS, with the person's own Pulumi and login. */
async function findDeployedStage(stage: string, ca: string | undefined, project: string): Promise<DeployedStage> {
  const pulumi = ownPulumi(project, stage);
  const { pipelines } = (await pulumi.outputs()) as { pipelines?: Pipelines };
  if (pipelines === undefined) {
    throw new UserError(`The stage ${stage} has no output pipelines. Run pulumi up --stack ${stage} first.`);
  }
  const account = await findStageAccount(pulumi, stage, ca, project);
  checkAccount(stage, pipelines, account);
  return { stage, pipelines, account };
}

/** The stage's file can name accounts. The provider builds only in those, so a command works only on those. */
function checkAccount(stage: string, pipelines: Pipelines, { allowed, forbidden }: Account): void {
  for (const id of new Set(
    Object.values(pipelines).flatMap((outputs) => accountIn(outputs.connectorSecretArn) ?? []),
  )) {
    if ((allowed.length === 0 || allowed.includes(id)) && !forbidden.includes(id)) continue;
    throw new UserError(
      `Stage ${stage} is in account ${id}, and its settings do not allow that account (aws:allowedAccountIds: ` +
        `${allowed.join(", ") || "any"}; aws:forbiddenAccountIds: ${forbidden.join(", ") || "none"}). Look at both.`,
    );
  }
}
