import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { LEVELS, type Level, type Pack, type Policy } from "./pack";

/** The configuration of a pack, by policy: a level, or settings with or without one. */
export type Configuration = Readonly<Record<string, Level | ({ enforcementLevel?: Level } & Record<string, unknown>)>>;

/** The level of every policy that says none, and what Pulumi Cloud adds. */
const RESERVED = ["all", "environments"];

/** A configuration, or what is wrong with it. */
export interface Configured {
  readonly configuration: Configuration;
  /** Each with the file's name. The configuration is empty if there are any. */
  readonly faults: readonly string[];
}

/**
 * Reads a configuration file. What the engine takes without a word is a fault here: policies that the pack does not have,
 * settings that the policy does not have. What is strict on paper would be lax.
 * @param project - the directory from which the messages name a file within it
 */
export async function readConfiguration(file: string, pack: Pack, project: string): Promise<Configured> {
  const name = file.startsWith(project + sep) ? relative(project, file) : file;
  const failed = (...faults: readonly string[]): Configured => ({
    configuration: {},
    faults: faults.map((fault) => `${name}: ${fault}`),
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed(code === "ENOENT" ? "not found; write it, or name another with --policy-config" : message);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return failed(`expected an object of policies, got ${JSON.stringify(parsed)}`);
  }
  const faults = Object.entries(parsed).flatMap(([name, entry]) => faultsOf(name, entry, pack));
  return faults.length > 0 ? failed(...faults) : { configuration: parsed as Configuration, faults };
}

function faultsOf(name: string, entry: unknown, pack: Pack): readonly string[] {
  const policy = pack.policies.find((candidate) => candidate.name === name);
  if (policy === undefined && !RESERVED.includes(name)) {
    const known = [...pack.policies.map((candidate) => candidate.name), ...RESERVED];
    return [`${name}: expected a policy of the pack, did you mean ${nearest(name, known)}?`];
  }
  if (name === "environments") return [];
  const settings = typeof entry === "object" && entry !== null ? entry : { enforcementLevel: entry };
  return Object.entries(settings).flatMap(([key, value]) => {
    if (key === "enforcementLevel") {
      const isLevel = LEVELS.some((level) => level === value);
      return isLevel ? [] : [`${name}: expected a level (${LEVELS.join(", ")}), got ${JSON.stringify(value)}`];
    }
    const keys = policy?.settings ?? [];
    if (keys.includes(key)) return [];
    return [`${name}.${key}: expected one of ${["enforcementLevel", ...keys].join(", ")}, got an unknown key`];
  });
}

/** The level at which a policy is to judge: its own setting, that of all, what its author says. */
export function levelOf(policy: Policy, configuration: Configuration): Level {
  return given(configuration[policy.name]) ?? given(configuration.all) ?? policy.level;
}

const given = (entry: Configuration[string] | undefined): Level | undefined =>
  typeof entry === "object" ? entry.enforcementLevel : entry;

/**
 * The same configuration with every policy that would block made advisory. A resource that is blocked is not built, and
 * what depends on it would never be judged: the gate lets everything pass and weighs the findings itself.
 */
export function withoutBlocking(configuration: Configuration, pack: Pack): Configuration {
  return Object.fromEntries(
    pack.policies.map((policy) => {
      const entry = configuration[policy.name];
      const level = levelOf(policy, configuration);
      return [
        policy.name,
        { ...(typeof entry === "object" && entry), enforcementLevel: level === "mandatory" ? "advisory" : level },
      ];
    }),
  );
}

/** The known name with the fewest changed letters. */
function nearest(name: string, known: readonly string[]): string {
  return known.reduce((best, candidate) => (distance(name, candidate) < distance(name, best) ? candidate : best));
}

/** Levenshtein's: how many letters to insert, remove or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index += 1) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at += 1) {
      const changed = (row[at] ?? 0) + (from[index] === to[at] ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
