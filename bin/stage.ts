import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { awsClients, type AwsClients, type LocalEndpoint } from "../local/clients";
import { UserError } from "../local/command";
import { readSecretText } from "../local/records";
import { runningRuns, type PipelineOutputs, type Pipelines } from "../local/start/runs";

/** Which pipeline a command is about. */
export interface Choice {
  readonly stage?: string | undefined;
  /** @defaultValue the stage's only region */
  readonly region?: string | undefined;
  /** A running `npm start` in place of AWS. */
  readonly local?: boolean | undefined;
}

export const CHOICE_OPTIONS = {
  stage: { type: "string" },
  region: { type: "string" },
  local: { type: "boolean" },
} as const;

/** One region's pipeline of a deployed stage, and how to reach it. */
export interface DeployedPipeline {
  readonly name: string;
  readonly outputs: PipelineOutputs;
  readonly clients: AwsClients;
  /** The certificate to trust instead of the system's, as PEM; only of the local AWS. */
  readonly ca?: string;
  /** The connector's YAML, from the secret. */
  readonly connectorConfig: string;
}

/** Finds the pipeline, hands it to `use` and closes what was opened. @throws UserError if it is not to be found */
export async function withPipeline<Result>(
  choice: Choice,
  use: (pipeline: DeployedPipeline) => Promise<Result>,
): Promise<Result> {
  const { stage, pipelines, local } = choice.local ? await runningStage(choice.stage) : deployedStage(choice.stage);
  const { region, outputs } = choosePipeline(pipelines, choice.region);
  const clients = awsClients(region, local);
  try {
    const connectorConfig = await readSecretText(clients.secretsManager, outputs.connectorSecretArn);
    return await use({
      name: `${stage} in ${region}`,
      outputs,
      clients,
      connectorConfig,
      ...(local && { ca: local.ca }),
    });
  } finally {
    clients.close();
  }
}

interface StageOutputs {
  readonly stage: string;
  readonly pipelines: Pipelines;
  readonly local?: LocalEndpoint;
}

async function runningStage(stage?: string): Promise<StageOutputs> {
  const runs = await runningRuns();
  const run = runs.find((candidate) => stage === undefined || candidate.stage === stage);
  if (run === undefined) {
    const found = runs.length === 0 ? "none is running" : `running: ${runs.map((other) => other.stage).join(", ")}`;
    throw new UserError(
      `No running npm start${stage === undefined ? "" : ` of stage ${stage}`} was found (${found}). Run npm start in another terminal.`,
    );
  }
  return { stage: run.stage, pipelines: run.pipelines, local: run };
}

/** The outputs of a stage on AWS, read by the person's own Pulumi from where they are logged in. */
function deployedStage(stage?: string): StageOutputs {
  if (stage === undefined) {
    throw new UserError("Say which stage: --stage STAGE, or --local for a running npm start.");
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

function choosePipeline(pipelines: Pipelines, wanted?: string): { region: string; outputs: PipelineOutputs } {
  const regions = Object.keys(pipelines);
  const region = wanted ?? (regions.length === 1 ? regions[0] : undefined);
  const outputs = region === undefined ? undefined : pipelines[region];
  if (region === undefined || outputs === undefined) {
    throw new UserError(`--region: expected one of ${regions.join(", ")}, got ${wanted ?? "nothing"}.`);
  }
  return { region, outputs };
}
