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
  /** Each begins with the file's name. If there are any, the configuration is empty. */
  readonly problems: readonly string[];
}

/** A pack's own command that checks configuration files. It prints what is wrong to stderr, a line each. */
const CHECK = "check-configuration.cjs";

/**
 * Reads a configuration file, and has the pack check it. The engine accepts unknown policies and misspelled settings
 * without a message. So a configuration that looks strict could be lax.
 * @param file path of the configuration
 * @param pack the pack that the file configures
 * @param project the directory from which the messages name a file within it
 * @returns the configuration, or what is wrong with it
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

/** The tag of policies that report on the pack's other rules. The level of all policies does not apply to them. */
const META_POLICY = "meta-policy";

/**
 * The level at which a policy judges: its own setting, or else that of all policies, or else its author's.
 * @param policy as the pack describes it
 * @param configuration of the stage
 * @returns the level
 */
export function levelOf(policy: Policy, configuration: Configuration): Level {
  const all = policy.tags.includes(META_POLICY) ? undefined : levelIn(configuration.all);
  return levelIn(configuration[policy.name]) ?? all ?? policy.level;
}

const levelIn = (entry: Configuration[string] | undefined): Level | undefined =>
  typeof entry === "object" ? entry.enforcementLevel : entry;

/**
 * The same configuration, but every policy that would block is advisory. A blocked resource is not built, and what
 * depends on it would not be judged. So the gate blocks nothing, and judges the findings itself.
 * @param configuration of the stage
 * @param pack whose policies it configures
 * @returns a configuration with an entry for each policy
 */
export function withoutBlocking(configuration: Configuration, pack: Pack): Configuration {
  return Object.fromEntries(
    pack.policies.map((policy) => {
      const level = levelOf(policy, configuration);
      return [policy.name, withLevel(configuration[policy.name], level === "mandatory" ? "advisory" : level)];
    }),
  );
}

/**
 * Sets the level of a policy.
 * @param entry the policy's entry in a configuration
 * @param enforcementLevel the new level
 * @returns the entry's settings with that level
 */
export const withLevel = (entry: Configuration[string] | undefined, enforcementLevel: Level) => ({
  ...(typeof entry === "object" && entry),
  enforcementLevel,
});
