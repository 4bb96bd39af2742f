import { shortName } from "@aerospike-kinesis/pulumi-engine";

import type { Account } from "./account/account";
import { explain } from "./account/explain";
import { ownPulumi } from "./account/own-pulumi";
import { findStageAccount, type StageAccount } from "./account/stage-account";
import { type AwsAccess, type AwsClients, awsClients, type LocalEndpoint } from "./clients";
import { UsageError, UserError } from "./errors";
import { show } from "./flags/show";
import { refuseIncomplete } from "./incomplete-region";
import { PROJECT } from "./project";
import { readSecretText } from "./records";
import { findLocalRuns, type PipelineOutputs, type Pipelines } from "./runs";
import { accountIn } from "./stream-name";

/** Which pipelines a command works on. */
export interface Choice {
  readonly stage?: string | undefined;
  /** @defaultValue every region of the stage */
  readonly region?: string | undefined;
  /** Whether to use a running `npm start` instead of AWS. */
  readonly local?: boolean | undefined;
  /** File of certificates to trust beside Node's own. */
  readonly ca?: string | undefined;
}

export const CHOICE_OPTIONS = {
  stage: { type: "string" },
  region: { type: "string" },
  local: { type: "boolean" },
  ca: { type: "string" },
} as const;

/** The usage of those {@link CHOICE_OPTIONS} that are about the account. */
export const ACCOUNT_USAGE = `  --ca FILE        certificates to trust beside Node's own, for an endpoint that has one of its own

It signs as the stage's own AWS provider would: aws:profile, aws:assumeRoles, aws:endpoints and so on, or else the
shell's credentials. AWS_ENDPOINT_URL and AWS_CA_BUNDLE are taken as well.`;

/** Where the pipeline of one region of a deployed stage is: on the local AWS, or in an account. */
export type ChosenPipeline = {
  readonly stage: string;
  readonly region: string;
  readonly outputs: PipelineOutputs;
} & ({ readonly local: LocalEndpoint } | { readonly account: StageAccount });

/** A pipeline that can be reached. */
export interface DeployedPipeline {
  readonly outputs: PipelineOutputs;
  readonly clients: AwsClients;
  /** The certificates to trust instead of Node's own, as PEM. */
  readonly ca?: string;
  /** The connector's YAML, from the secret. */
  readonly connectorConfig: string;
}

/**
 * Checks which pipelines were chosen. Looks nothing up.
 * @param choice as it was typed
 * @returns the same
 * @throws UsageError with every problem
 */
export function readChoice<Typed extends Choice>(choice: Typed): Typed {
  const { stage, region, local = false, ca } = choice;
  const problems = [
    // This comes from an empty variable in a script. Pulumi would take the selected stage.
    ...(stage === "" ? ["--stage: expected the name of a stage, got an empty text."] : []),
    ...(stage === undefined && !local
      ? ["--stage: expected the name of a stage, or --local for a running npm start, got nothing."]
      : []),
    ...(region === "" ? ["--region: expected one of the stage's regions, got an empty text."] : []),
    ...(local && ca !== undefined ? ["--ca: expected it without --local. The local AWS has its own certificate."] : []),
  ];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return choice;
}

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

/**
 * Reads the connector's YAML, calls `use` with the pipeline, and closes what was opened.
 * @param chosen where the pipeline is
 * @param use works with the pipeline
 * @returns what `use` returns
 * @throws UserError for a region that is not complete, or a call to AWS that fails; whatever `use` throws
 */
export async function withPipeline<Result>(
  chosen: ChosenPipeline,
  use: (pipeline: DeployedPipeline) => Promise<Result>,
): Promise<Result> {
  const { region, outputs } = chosen;
  refuseIncomplete(chosen);
  const access = accessOf(chosen);
  const clients = awsClients(region, access);
  try {
    return await explainingFailures(chosen, async () => {
      const connectorConfig = await readSecretText(clients.secretsManager, outputs.connectorSecretArn);
      return use({ outputs, clients, connectorConfig, ...(access.ca !== undefined && { ca: access.ca }) });
    });
  } finally {
    clients.close();
  }
}

/**
 * How clients reach the AWS of a pipeline.
 * @param chosen where the pipeline is
 * @returns the local AWS, or the account
 */
export const accessOf = (chosen: ChosenPipeline): LocalEndpoint | AwsAccess =>
  "local" in chosen ? chosen.local : chosen.account.access;

/**
 * Calls AWS. Where a call to a real account fails, the error says whose credentials signed and what to do.
 * @param chosen where the pipeline is
 * @param call calls AWS
 * @returns what `call` returns
 * @throws UserError for a call to AWS that fails; whatever else `call` throws
 */
export async function explainingFailures<Result>(chosen: ChosenPipeline, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw "local" in chosen ? error : explain(error, contextOf(chosen, chosen.account));
  }
}

const contextOf = ({ stage, region, outputs }: ChosenPipeline, { source, profile, environments }: StageAccount) => ({
  stage,
  region,
  source,
  profile,
  environments,
  accountId: accountIn(outputs.connectorSecretArn) ?? "unknown",
});

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
