import { rm } from "node:fs/promises";
import { join } from "node:path";

import { type LocalAws, type LocalAwsOptions, startLocalAws } from "@aerospike-kinesis/local-aws";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "@aerospike-kinesis/pulumi-engine";
import { engine, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PREPARED_ACCOUNT } from "../../commands/shared/prepared-account";

/** The repository: Pulumi.yaml, the program, the policy pack. */
export const PROJECT = join(__dirname, "..", "..");

/** Stages dev and prod of the tests' own: a team changes those of the project. */
export const STAGES = join(__dirname, "stages");

/** The real program on the real engine, against an empty local AWS of its own. */
export interface Program {
  readonly workspace: Workspace;
  readonly aws: LocalAws;
  /** All that the CLI wrote. */
  readonly directory: string;
  readonly close: () => Promise<void>;
}

/**
 * @param options e.g. `main`, to run a program that changes ours
 * @param awsOptions e.g. faults; the account has a role for API Gateway's logs unless they say otherwise
 */
export async function openProgram(
  options: Partial<WorkspaceOptions> = {},
  awsOptions: LocalAwsOptions = {},
): Promise<Program> {
  const directory = await makeTemporaryDirectory();
  const aws = await startLocalAws({ ...PREPARED_ACCOUNT, store: "memory", ...awsOptions });
  const workspace = await openWorkspace({
    engine: await engine(),
    project: PROJECT,
    settings: STAGES,
    directory,
    providers: { aws: aws.providerPort },
    ...options,
  });
  return {
    workspace,
    aws,
    directory,
    close: async () => {
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
