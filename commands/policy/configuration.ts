import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { runCommand } from "@aerospike-kinesis/pulumi-engine";

import type { Level, Pack, Policy } from "./pack";

/** The configuration of a pack, by policy: a level, or settings with or without one. */
export type Configuration = Readonly<Record<string, Level | ({ enforcementLevel?: Level } & Record<string, unknown>)>>;

/** A configuration, or what is wrong with it. */
export interface ConfigurationFile {
  readonly configuration: Configuration;
  /** Each with the file's name. The configuration is empty if there are any. */
  readonly problems: readonly string[];
}

/** A pack's own command that checks configuration files: what is wrong goes to stderr, a line each. */
const CHECK = "check-configuration.cjs";

/**
 * Reads a configuration file, and has the pack check it. The engine takes policies that do not exist and settings that are
 * misspelled without a word: what is strict on paper would be lax.
 * @param project the directory from which the messages name a file within it
 */
export async function readConfiguration(file: string, pack: Pack, project: string): Promise<ConfigurationFile> {
  const name = file.startsWith(project + sep) ? relative(project, file) : file;
  const fail = (problems: readonly string[]): ConfigurationFile => ({ configuration: {}, problems });
  if (!existsSync(file)) return fail([`${name}: not found; write it, or name another with --policy-config`]);
  const check = join(pack.directory, CHECK);
  if (existsSync(check)) {
    const { code, stderr } = await runCommand(process.execPath, [check, name], { cwd: project });
    if (code !== 0) return fail(stderr.trim().split("\n"));
  }
  try {
    return { configuration: JSON.parse(await readFile(file, "utf8")) as Configuration, problems: [] };
  } catch (error) {
    return fail([`${name}: ${(error as Error).message}`]);
  }
}

/** The tag by which a pack marks policies that say what became of its rules: the level of all is not meant for them. */
const META_POLICY = "meta-policy";

/** The level at which a policy is to judge: its own setting, that of all, what its author says. */
export function levelOf(policy: Policy, configuration: Configuration): Level {
  const all = policy.tags.includes(META_POLICY) ? undefined : levelIn(configuration.all);
  return levelIn(configuration[policy.name]) ?? all ?? policy.level;
}

const levelIn = (entry: Configuration[string] | undefined): Level | undefined =>
  typeof entry === "object" ? entry.enforcementLevel : entry;

/**
 * The same configuration with every policy that would block made advisory. A resource that is blocked is not built, and
 * what depends on it would never be judged: the gate lets everything pass and weighs the findings itself.
 */
export function withoutBlocking(configuration: Configuration, pack: Pack): Configuration {
  return Object.fromEntries(
    pack.policies.map((policy) => {
      const level = levelOf(policy, configuration);
      return [policy.name, withLevel(configuration[policy.name], level === "mandatory" ? "advisory" : level)];
    }),
  );
}

/** The settings of a policy, at another level. */
export const withLevel = (entry: Configuration[string] | undefined, enforcementLevel: Level) => ({
  ...(typeof entry === "object" && entry),
  enforcementLevel,
});
