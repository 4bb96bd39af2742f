import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "./command";
import { PULUMI_VERSION, isUsable } from "./version";

/** A Pulumi CLI that can be used. */
export interface Engine {
  /** Path of the `pulumi` executable. */
  readonly cli: string;
  readonly version: string;
  /** Where it came from. */
  readonly origin: "PATH" | "cache" | "download" | "build";
  /** Whether a `pulumi-language-nodejs` stands beside it; a workspace brings its own where it does not. */
  readonly hasLanguageHost: boolean;
}

/** The directory of the downloaded or built CLI, outside of any checkout. `AEROSPIKE_KINESIS_CACHE` moves it. */
export function engineDirectory(env: NodeJS.ProcessEnv): string {
  const caches = env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), ".cache");
  return join(env.AEROSPIKE_KINESIS_CACHE ?? join(caches, "aerospike-kinesis"), `pulumi-${PULUMI_VERSION}`);
}

/** The CLI of a directory laid out as the official download is. */
export const cliOf = (directory: string): string => join(directory, "bin", "pulumi");

/** The engine in the cache. It was put there whole, so that it exists says that it works. */
export function cachedEngine(directory: string, origin: Engine["origin"] = "cache"): Engine | undefined {
  const cli = cliOf(directory);
  return existsSync(cli) ? { cli, version: PULUMI_VERSION, origin, hasLanguageHost: hasLanguageHost(cli) } : undefined;
}

/** The engine that the person has installed, unless it is too old. */
export async function engineOnPath(
  env: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<Engine | undefined> {
  const cli = (env.PATH ?? "")
    .split(delimiter)
    .map((directory) => join(directory, "pulumi"))
    .find(isExecutable);
  if (!cli) return undefined;
  const version = await versionOf(cli, env);
  if (!isUsable(version)) {
    report(`${cli} is Pulumi ${version}, and ${PULUMI_VERSION} or a later 3.x is needed: not used.`);
    return undefined;
  }
  return { cli, version, origin: "PATH", hasLanguageHost: hasLanguageHost(cli) };
}

async function versionOf(cli: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout } = await runCommand(cli, ["version"], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
    return stdout.trim().replace(/^v/, "") || "of no version";
  } catch {
    return "that cannot be run";
  }
}

/** The CLI looks for its own host beside its real path. */
function hasLanguageHost(cli: string): boolean {
  return isExecutable(join(dirname(realpathSync(cli)), "pulumi-language-nodejs"));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
