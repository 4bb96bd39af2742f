import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { awsClients, type AwsClients, type LocalEndpoint } from "../local/clients";
import { UsageError, UserError } from "../local/command";
import { readSecretText } from "../local/records";
import { runningRuns, type PipelineOutputs, type Pipelines } from "../local/start/runs";

/** Which pipelines a command is about. */
export interface Choice {
  readonly stage?: string | undefined;
  /** @defaultValue every region of the stage */
  readonly region?: string | undefined;
  /** A running `npm start` in place of AWS. */
  readonly local?: boolean | undefined;
}

export const CHOICE_OPTIONS = {
  stage: { type: "string" },
  region: { type: "string" },
  local: { type: "boolean" },
} as const;

/** Where one region's pipeline of a deployed stage is. */
export interface PipelinePlace {
  readonly stage: string;
  readonly region: string;
  readonly outputs: PipelineOutputs;
  /** The local AWS that it stands on, in place of the real one. */
  readonly local?: LocalEndpoint;
}

/** A pipeline that can be reached. */
export interface DeployedPipeline {
  readonly outputs: PipelineOutputs;
  readonly clients: AwsClients;
  /** The certificate to trust instead of the system's, as PEM; only of the local AWS. */
  readonly ca?: string;
  /** The connector's YAML, from the secret. */
  readonly connectorConfig: string;
}

/** The chosen pipelines, at least one, in the order of the stage's regions. @throws UserError if there is none */
export async function findPipelines({ stage, region, local }: Choice): Promise<readonly PipelinePlace[]> {
  const { pipelines, ...rest } = local ? await runningStage(stage) : deployedStage(stage);
  const places = Object.entries(pipelines).map(([name, outputs]) => ({ ...rest, region: name, outputs }));
  const chosen = region === undefined ? places : places.filter((place) => place.region === region);
  if (chosen.length === 0) throw regionError(places, region);
  return chosen;
}

/** The one chosen pipeline. @throws UserError if there is none, or more than one */
export async function findPipeline(choice: Choice): Promise<PipelinePlace> {
  const places = await findPipelines(choice);
  const [place] = places;
  if (place === undefined || places.length > 1) throw regionError(places, choice.region);
  return place;
}

/** Reads the connector's YAML, hands the pipeline to `use` and closes what was opened. */
export async function withPipeline<Result>(
  { region, outputs, local }: PipelinePlace,
  use: (pipeline: DeployedPipeline) => Promise<Result>,
): Promise<Result> {
  const clients = awsClients(region, local);
  try {
    const connectorConfig = await readSecretText(clients.secretsManager, outputs.connectorSecretArn);
    return await use({ outputs, clients, connectorConfig, ...(local && { ca: local.ca }) });
  } finally {
    clients.close();
  }
}

const regionError = (places: readonly PipelinePlace[], found?: string): UsageError =>
  new UsageError(
    `--region: expected one of ${places.map(({ region }) => region).join(", ")}, got ${found ?? "nothing"}.`,
  );

interface StageOutputs {
  readonly stage: string;
  readonly pipelines: Pipelines;
  readonly local?: LocalEndpoint;
}

async function runningStage(stage?: string): Promise<StageOutputs> {
  const runs = await runningRuns();
  const run = runs.find((candidate) => stage === undefined || candidate.stage === stage);
  if (run === undefined) {
    const [other] = runs;
    throw other === undefined
      ? new UserError("No running npm start was found. Run npm start in another terminal.")
      : new UsageError(`--stage: expected ${other.stage}, the one that npm start runs, got ${String(stage)}.`);
  }
  return { stage: run.stage, pipelines: run.pipelines, local: run };
}

/** The outputs of a stage on AWS, read by the person's own Pulumi from where they are logged in. */
function deployedStage(stage?: string): StageOutputs {
  if (stage === undefined) {
    throw new UsageError("Say which stage: --stage STAGE, or --local for a running npm start.");
  }
  const pulumi = spawnSync("pulumi", ["stack", "output", "--json", "--stack", stage], {
    cwd: join(__dirname, ".."),
    encoding: "utf8",
  });
  if (pulumi.error !== undefined) {
    throw new UserError(
      "The command pulumi was not found. Install it (https://www.pulumi.com/docs/install/) and log in.",
    );
  }
  if (pulumi.status !== 0) {
    throw new UserError(`pulumi stack output --stack ${stage} failed:\n${pulumi.stderr.trim()}`);
  }
  const { pipelines } = JSON.parse(pulumi.stdout) as { pipelines?: Pipelines };
  if (pipelines === undefined) {
    throw new UserError(`The stage ${stage} has no output pipelines. Run pulumi up --stack ${stage} first.`);
  }
  return { stage, pipelines };
}
