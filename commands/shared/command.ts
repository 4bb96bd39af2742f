import { join } from "node:path";

import { reachLoopbackDirectly } from "@aerospike-kinesis/pulumi-engine/loopback";

import { isForPeople, isUsageError } from "./errors";
import { type FlagOptions, type Flags, parseFlags } from "./flags/parse-flags";
import { describeTakenByNpm, explainByNpm } from "./flags/taken-by-npm";
import { oneLine } from "./one-line";
import { endWhenOutputFails } from "./output-errors";

/** Exit code of a wrong call. */
const WRONG_CALL = 2;

/**
 * Exit code of a command that judges something, if it could not judge: a wrong call, or something that it needs is not
 * there. 1 is its judgement.
 */
export const NOT_JUDGED = WRONG_CALL;

export interface Command<Options extends FlagOptions, Query = Flags<Options>> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: Options;
  /** Exit code of a failure: {@link NOT_JUDGED} for a command that judges something. @defaultValue 1 */
  readonly failureCode?: number;
  /**
   * Checks the flags before anything is done.
   * @defaultValue gives the flags as they were typed
   * @returns what the command works with
   * @throws UsageError with every problem, as `--flag: expected ..., got ...`, a line each
   */
  readonly read?: (flags: Flags<Options>) => Query | Promise<Query>;
  /** @returns the exit code */
  run(query: Query): Promise<number>;
}

/**
 * Reads the flags, runs the command and sets the process's exit code: what the command returns, {@link WRONG_CALL} or,
 * for any other error, `failureCode`. Prints the error. For a wrong call it prints all that is wrong with the flags.
 * @param command its usage, its flags and its work
 * @param argv the arguments after the command's name
 */
export async function runCommandLine<const Options extends FlagOptions, Query = Flags<Options>>(
  command: Command<Options, Query>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  endWhenOutputFails();
  // Node ends with 0 where a command waits for something that never comes, and nothing else is left to do.
  const sayUnfinished = (): void => {
    console.error(
      "The command did not finish. That is a fault of the command: please report it, with the lines above.",
    );
    process.exitCode = failureCodeOf(command);
  };
  process.once("beforeExit", sayUnfinished);
  try {
    await readAndRun(command, argv);
  } finally {
    process.off("beforeExit", sayUnfinished);
  }
}

const failureCodeOf = ({ failureCode = 1 }: Pick<Command<FlagOptions>, "failureCode">): number => failureCode;

async function readAndRun<const Options extends FlagOptions, Query>(
  command: Command<Options, Query>,
  argv: readonly string[],
): Promise<void> {
  if (argv.includes("--help") || argv.includes("-h")) {
    console.log(command.usage);
    return;
  }
  const takenByNpm = describeTakenByNpm(command.options, process.env);
  if (takenByNpm !== undefined) {
    console.error(takenByNpm);
    process.exitCode = WRONG_CALL;
    return;
  }
  reachLoopbackDirectly();
  enterCallersDirectory();
  const { flags, problems } = parseFlags(argv, command.options);
  const withNpm = (wrong: string): string =>
    [wrong, explainByNpm(command.options, argv, wrong, process.env) ?? []].flat().join("\n");
  try {
    const query = (await (command.read?.(flags) ?? flags)) as Query;
    if (problems.length === 0) {
      process.exitCode = await command.run(query);
      return;
    }
  } catch (error) {
    if (problems.length === 0) {
      const said = isForPeople(error) ? error.message : (describeFailureOutside(error) ?? error);
      console.error(isUsageError(error) ? withNpm(String(said)) : said);
      process.exitCode = isUsageError(error) ? WRONG_CALL : failureCodeOf(command);
      return;
    }
    if (isUsageError(error)) problems.push(...unsaid((error as Error).message, problems));
  }
  // The errors are last, below the many lines of the usage, where people see them.
  console.error(`${command.usage}\n\n${withNpm(problems.join("\n"))}`);
  process.exitCode = WRONG_CALL;
}

/** The lines of a message that are not about a flag that has a problem already. */
const unsaid = (message: string, problems: readonly string[]): string[] => {
  const said = problems.flatMap((problem) => /^--[\w-]+:/.exec(problem) ?? []);
  return message.split("\n").filter((line) => !said.some((flag) => line.startsWith(flag)));
};

/** npm runs a command in the checkout, wherever a person typed it. Their relative paths start where they typed it. */
function enterCallersDirectory(): void {
  const { INIT_CWD: typedIn, npm_package_json: ranIn } = process.env;
  if (typedIn !== undefined && ranIn === join(process.cwd(), "package.json")) process.chdir(typedIn);
}

/** What AWS says is somebody else's text. */
const MAX_MESSAGE_LENGTH = 600;

/** Errors of a file system that our code does not cause. */
const MACHINE_FAILURES = ["EACCES", "EROFS", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE"];

/** The message of a problem of the machine or of AWS: one line, without a stack. Undefined for every other error. */
function describeFailureOutside(error: unknown): string | undefined {
  const { name, code = "", message } = error as NodeJS.ErrnoException;
  if (MACHINE_FAILURES.includes(code)) {
    return `${message}. The README says which variables move files ("Where files go").`;
  }
  // Each error of the SDK has it, also if no answer came.
  if (!(error instanceof Error && "$metadata" in error)) return undefined;
  const what = name === "Error" && code !== "" ? code : name;
  const said = oneLine(message || code, MAX_MESSAGE_LENGTH).replace(/\.$/, "");
  return `${what}: ${said}. A call to AWS failed: look at the network and at the credentials.`;
}
