import { join } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";

import { reachLoopbackDirectly } from "@aerospike-kinesis/pulumi-engine/loopback";

import { isForPeople, isUsageError } from "./errors";
import { endWhenOutputFails } from "./output-errors";
import { describeParseError, describeRepeated, describeTakenByNpm } from "./wrong-flags";

export interface Command<Options extends NonNullable<ParseArgsConfig["options"]>> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: Options;
  /** Exit code of a failure. @defaultValue 1 */
  readonly failureCode?: number;
  /** @returns the exit code */
  run(values: ReturnType<typeof parseArgs<{ options: Options }>>["values"]): Promise<number>;
}

/**
 * Parses the flags, runs the command and sets the process's exit code: what the command returns, 2 for a wrong call,
 * `failureCode` for any other error. Prints the error.
 * @param command its usage, its flags and its work
 * @param argv the arguments after the command's name
 */
export async function runCommandLine<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  command: Command<Options>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  endWhenOutputFails();
  if (argv.includes("--help") || argv.includes("-h")) {
    console.log(command.usage);
    return;
  }
  const takenByNpm = describeTakenByNpm(command.options, process.env);
  if (takenByNpm !== undefined) {
    console.error(takenByNpm);
    process.exitCode = 2;
    return;
  }
  reachLoopbackDirectly();
  enterCallersDirectory();
  let values;
  try {
    const parsed = parseArgs({ args: [...argv], options: command.options, tokens: true });
    const repeated = describeRepeated(command.options, parsed.tokens);
    if (repeated.length > 0) {
      console.error(repeated.join("\n"));
      process.exitCode = 2;
      return;
    }
    ({ values } = parsed);
  } catch (error) {
    // The error is last, below the many lines of the usage, where people see it.
    console.error(`${command.usage}\n\n${describeParseError(error as Error, command.options)}`);
    process.exitCode = 2;
    return;
  }
  try {
    process.exitCode = await command.run(values);
  } catch (error) {
    console.error(isForPeople(error) ? error.message : (describeMachineFailure(error) ?? error));
    process.exitCode = isUsageError(error) ? 2 : (command.failureCode ?? 1);
  }
}

/** npm runs a command in the checkout, wherever a person typed it. Their relative paths start where they typed it. */
function enterCallersDirectory(): void {
  const { INIT_CWD: typedIn, npm_package_json: ranIn } = process.env;
  if (typedIn !== undefined && ranIn === join(process.cwd(), "package.json")) process.chdir(typedIn);
}

/** Errors of a file system that our code does not cause. */
const MACHINE_FAILURES = ["EACCES", "EROFS", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE"];

/** The message of a problem of the machine: one line, without a stack. Undefined for every other error. */
function describeMachineFailure(error: unknown): string | undefined {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return MACHINE_FAILURES.includes(code)
    ? `${message}. The README says which variables move files ("Where files go").`
    : undefined;
}
