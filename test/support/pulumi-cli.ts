import { join } from "node:path";

import { cliEnvironment, type CommandResult, runCommand } from "@aerospike-kinesis/pulumi-engine";
import { engine } from "@aerospike-kinesis/test-support";

import { openProgram, type Program } from "./program";

/** A program beside which the CLI runs as a person calls it. */
export interface TypedProgram extends Program {
  readonly pulumi: (stack: string, ...args: readonly string[]) => Promise<CommandResult>;
}

export async function openTypedProgram(): Promise<TypedProgram> {
  const passphrase = "of this test";
  const program = await openProgram({ passphrase });
  const { directory, aws } = program;
  const { cli } = await engine();
  const [home, state] = [join(directory, "home"), join(directory, "state")];
  const env = cliEnvironment(process.env, {}, { home, state, passphrase, providers: { aws: aws.providerPort } });
  return {
    ...program,
    pulumi: (stack, ...args) =>
      runCommand(cli, [...args, "--stack", stack, "--non-interactive", "--color", "never"], { cwd: directory, env }),
  };
}
