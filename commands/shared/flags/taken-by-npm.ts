import type { FlagOptions } from "./parse-flags";

/**
 * Flags that npm has, too. A person or a machine can set them for npm itself. Of `--local`, which npm reads as
 * `--no-global`, and of `--only` npm leaves no trace. Of `--format`, which npm completes to its own
 * `--format-package-lock`, npm leaves the value.
 */
const FLAGS_OF_NPM = ["all", "ca", "force", "format", "json", "local", "only", "yes"];

/** Where npm puts a flag that it reads as short ones: `--dc` is `-d -c`, which is `--call`. Other flags keep their name. */
const NAMES_AT_NPM: Readonly<Record<string, string>> = { dc: "call" };

const traceOf = (flag: string): string => `npm_config_${NAMES_AT_NPM[flag] ?? flag.replaceAll("-", "_")}`;

/**
 * Finds the flags that stand before `--`. npm takes them, and the command would do something else than was asked.
 * @param options the command's flags
 * @param env the process's environment variables; npm puts a flag that it took into `npm_config_<flag>`
 * @returns what happened and what to type; undefined if npm took none
 */
export function describeTakenByNpm(options: FlagOptions, env: NodeJS.ProcessEnv): string | undefined {
  const taken = Object.keys(options).filter((flag) => !FLAGS_OF_NPM.includes(flag) && env[traceOf(flag)] !== undefined);
  if (taken.length === 0) return undefined;
  const flags = taken.map((flag) => `--${flag}`).join(" ");
  return `npm took ${flags} for itself. ${lineToType(flags, env)}`;
}

/**
 * Explains a wrong call that lacks a flag which npm has, too.
 * @param options the command's flags
 * @param argv what the command got
 * @param problems what is wrong with the call
 * @param env the process's environment variables
 * @returns what may have happened and what to type; undefined if npm does not run the command, or took nothing that helps
 */
export function explainByNpm(
  options: FlagOptions,
  argv: readonly string[],
  problems: string,
  env: NodeJS.ProcessEnv,
): string | undefined {
  // npm test and npx run commands, too, and whoever wrote the test gave them their flags.
  if ([undefined, "test", "npx"].includes(env.npm_lifecycle_event)) return undefined;
  const flags = FLAGS_OF_NPM.filter(
    (flag) =>
      Object.hasOwn(options, flag) &&
      !argv.some((word) => word === `--${flag}` || word.startsWith(`--${flag}=`)) &&
      (new RegExp(`--${flag}(?![\\w-])`).test(problems) ||
        env[traceOf(flag)] !== undefined ||
        (flag === "format" && problems.includes("Expected only flags"))),
  ).map((flag) => `--${flag}`);
  if (flags.length === 0) return undefined;
  return `If you gave ${flags.join(" or ")}, npm took it for itself. ${lineToType(String(flags[0]), env)}`;
}

function lineToType(flags: string, { npm_lifecycle_event: script = "start" }: NodeJS.ProcessEnv): string {
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  return `Write -- before the flags: ${command} -- ${flags} ...`;
}
