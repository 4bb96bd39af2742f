import type { ParseArgsConfig } from "node:util";

import { nearestName } from "./nearest-name";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Flags that npm has, too. A person or a machine can set them for npm itself. */
const FLAGS_OF_NPM = ["all", "ca", "force", "json", "only"];

/**
 * Finds the flags that stand before `--`. npm takes them, and the command would do something else than was asked.
 * @param options the command's flags
 * @param env the process's environment variables; npm puts a flag that it took into `npm_config_<flag>`
 * @returns what happened and what to type; undefined if npm took none
 */
export function describeTakenByNpm(options: Options, env: NodeJS.ProcessEnv): string | undefined {
  const taken = Object.keys(options).filter(
    (flag) => !FLAGS_OF_NPM.includes(flag) && env[`npm_config_${flag.replaceAll("-", "_")}`] !== undefined,
  );
  if (taken.length === 0) return undefined;
  const { npm_lifecycle_event: script = "start" } = env;
  const flags = taken.map((flag) => `--${flag}`).join(" ");
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  return `npm took ${flags} for itself. Write -- before the flags: ${command} -- ${flags} ...`;
}

/**
 * Says what is wrong with a command line that `parseArgs` refuses.
 * @param error what `parseArgs` threw
 * @param options the command's flags
 * @returns one or two sentences: what was found and, as far as it is known, what was meant
 */
export function describeParseError(error: Error, options: Options): string {
  const { message } = error;
  const argument = /^Unexpected argument '(.*)'\./s.exec(message)?.[1];
  if (argument !== undefined) {
    const [example = "help"] = Object.keys(options);
    return `Expected only flags, such as --${example}, got "${argument}".`;
  }
  const ambiguous = /^Option '(-[^']*)' argument is ambiguous\./.exec(message)?.[1];
  if (ambiguous !== undefined) {
    return `${ambiguous}: expected a value, got a word that begins with a dash. If it is the value, write ${ambiguous}=-...`;
  }
  const unknown = /^Unknown option '(-+[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return `${message}.`;
  const meant = nearestName(unknown.replace(/^-+/, ""), Object.keys(options));
  return `Unknown option ${unknown}.${meant === undefined ? "" : ` Did you mean --${meant}?`}`;
}

/** A flag as `parseArgs` read it. */
interface FlagToken {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | undefined;
}

/**
 * Finds flags that are given more often than the command takes them: only the last one would count.
 * @param options the command's flags
 * @param tokens what `parseArgs` read
 * @returns a line for each such flag with another value; empty if there is none
 */
export function describeRepeated(options: Options, tokens: readonly FlagToken[]): readonly string[] {
  return Object.entries(options).flatMap(([flag, { multiple }]) => {
    const values = tokens.flatMap(({ kind, name, value }) => (kind === "option" && name === flag ? [value ?? ""] : []));
    return multiple === true || new Set(values).size < 2
      ? []
      : [`--${flag}: expected it once, got it ${values.length} times (${values.join(", ")}).`];
  });
}
