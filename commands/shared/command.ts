import { join } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";

import { reachLoopbackDirectly } from "@aerospike-kinesis/pulumi-engine/loopback";

import { isForPeople, isUsageError } from "./errors";

export interface Command<Options extends NonNullable<ParseArgsConfig["options"]>> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: Options;
  /** Exit code of a failure. @defaultValue 1 */
  readonly failureCode?: number;
  /** @returns the exit code */
  run(values: ReturnType<typeof parseArgs<{ options: Options }>>["values"]): Promise<number>;
}

/** Parses the flags, runs the command and sets the process' exit code: 2 for a wrong call, else `failureCode` for a failure. */
export async function runCommandLine<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  command: Command<Options>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (argv.includes("--help") || argv.includes("-h")) {
    console.log(command.usage);
    return;
  }
  reachLoopbackDirectly();
  enterCallersDirectory();
  let values;
  try {
    ({ values } = parseArgs({ args: [...argv], options: command.options }));
  } catch (error) {
    // Last, where it is seen below a usage of many lines.
    console.error(`${command.usage}\n\n${(error as Error).message}`);
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

/** npm runs a command in the checkout, wherever it was typed: a person's relative paths start there. */
function enterCallersDirectory(): void {
  const { INIT_CWD: typedIn, npm_package_json: ranIn } = process.env;
  if (typedIn !== undefined && ranIn === join(process.cwd(), "package.json")) process.chdir(typedIn);
}

/** Failures of a file system that no code of ours causes. */
const MACHINE_FAILURES = ["EACCES", "EROFS", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE"];

/** What to say of a failure that is the machine's: one line, without a stack. Undefined for every other. */
function describeMachineFailure(error: unknown): string | undefined {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return MACHINE_FAILURES.includes(code)
    ? `${message}. The README says which variables move files ("Where files go").`
    : undefined;
}
