import type { FlagOptions } from "./parse-flags";

/** Flags that npm has, too. A person or a machine can set them for npm itself. */
const FLAGS_OF_NPM = ["all", "ca", "force", "json", "only", "yes"];

/**
 * Finds the flags that stand before `--`. npm takes them, and the command would do something else than was asked.
 * @param options the command's flags
 * @param env the process's environment variables; npm puts a flag that it took into `npm_config_<flag>`
 * @returns what happened and what to type; undefined if npm took none
 */
export function describeTakenByNpm(options: FlagOptions, env: NodeJS.ProcessEnv): string | undefined {
  const taken = Object.keys(options).filter(
    (flag) => !FLAGS_OF_NPM.includes(flag) && env[`npm_config_${flag.replaceAll("-", "_")}`] !== undefined,
  );
  if (taken.length === 0) return undefined;
  const { npm_lifecycle_event: script = "start" } = env;
  const flags = taken.map((flag) => `--${flag}`).join(" ");
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  return `npm took ${flags} for itself. Write -- before the flags: ${command} -- ${flags} ...`;
}
