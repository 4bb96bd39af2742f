import { explain, isUnreachable } from "./account/explain";
import type { StageAccount } from "./account/stage-account";
import { accountIn } from "./arn";
import { type AwsAccess, type AwsClients, awsClients, type LocalEndpoint } from "./clients";
import { readSecretText } from "./connector-file";
import { UserError } from "./errors";
import type { ChosenPipeline } from "./find-pipelines";
import { refuseIncomplete } from "./incomplete-region";
import type { PipelineOutputs } from "./pipeline-outputs";

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
 * Calls AWS. Where a call to a real account fails, the error says whose credentials signed and what to do. Where the local
 * AWS is gone, it says so.
 * @param chosen where the pipeline is
 * @param call calls AWS
 * @returns what `call` returns
 * @throws UserError for a call to AWS that fails; whatever else `call` throws
 */
export async function explainingFailures<Result>(chosen: ChosenPipeline, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw "local" in chosen ? explainLocal(error, chosen.local) : explain(error, contextOf(chosen, chosen.account));
  }
}

/** The local AWS ends with the npm start that runs it. */
function explainLocal(error: unknown, { endpoint }: LocalEndpoint): unknown {
  if (!(error instanceof Error) || error instanceof UserError || !isUnreachable(error)) return error;
  const why = (error as NodeJS.ErrnoException).code ?? error.name;
  return new UserError(
    `The local AWS at ${endpoint} does not answer any more (${why}). Run npm start in another terminal, and let it run.`,
    { cause: error },
  );
}

const contextOf = ({ stage, region, outputs }: ChosenPipeline, { source, profile, environments }: StageAccount) => ({
  stage,
  region,
  source,
  profile,
  environments,
  accountId: accountIn(outputs.connectorSecretArn) ?? "unknown",
});
