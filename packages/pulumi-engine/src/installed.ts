import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";

import { runCommand } from "./command";
import { EngineError } from "./errors";
import { userDirectory } from "./places";
import { isUsable, PULUMI_VERSION } from "./version";

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
  const own = env.AEROSPIKE_KINESIS_CACHE ?? "";
  if (own !== "" && !isAbsolute(own)) {
    throw new EngineError(
      `AEROSPIKE_KINESIS_CACHE: expected an absolute path, got ${own}. Set it to one, or unset it.`,
    );
  }
  const caches = own === "" ? join(userDirectory("XDG_CACHE_HOME", env), "aerospike-kinesis") : own;
  return join(caches, `pulumi-${PULUMI_VERSION}`);
}

/** The CLI of a directory laid out as the official download is. */
export const cliOf = (directory: string): string => join(directory, "bin", "pulumi");

/**
 * The engine in the cache. It was put there whole, so that it exists says that it works.
 * @throws EngineError where files may not be executed
 */
export function cachedEngine(directory: string, origin: Engine["origin"] = "cache"): Engine | undefined {
  const cli = cliOf(directory);
  if (!existsSync(cli)) return undefined;
  if (!isExecutable(cli)) {
    throw new EngineError(
      `${cli} cannot be executed. Set AEROSPIKE_KINESIS_CACHE to a directory on a file system that is not mounted noexec.`,
    );
  }
  return { cli, version: PULUMI_VERSION, origin, hasLanguageHost: hasLanguageHost(cli) };
}

export interface Asking {
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until a `pulumi` that says nothing is left alone. A version manager may install one first. */
  readonly patience?: number;
}

/** The first engine on PATH that runs and is not too old. Reports what is wrong with those before it. */
export async function engineOnPath(env: NodeJS.ProcessEnv, asking: Asking): Promise<Engine | undefined> {
  const directories = (env.PATH ?? "").split(delimiter).filter((directory) => directory);
  const clis = directories.map((directory) => resolve(directory, "pulumi")).filter(isExecutable);
  for (const cli of new Set(clis)) {
    const { version, fault } = await askVersion(cli, env, asking);
    if (version !== undefined && isUsable(version)) {
      return { cli, version, origin: "PATH", hasLanguageHost: hasLanguageHost(cli) };
    }
    const found = fault ?? `is Pulumi ${String(version)}, and ${PULUMI_VERSION} or a later 3.x is needed`;
    asking.report(`${cli} ${found}: not used.`);
  }
  return undefined;
}

/** A version manager's shim looks for the version to run in the working directory, and above it. */
const PROJECT = join(__dirname, "..", "..", "..");

interface Answer {
  readonly version?: string;
  /** Why there is no version. */
  readonly fault?: string;
}

async function askVersion(cli: string, env: NodeJS.ProcessEnv, asking: Asking): Promise<Answer> {
  const { signal, patience = 60_000 } = asking;
  const given = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const timeout = AbortSignal.timeout(patience);
  try {
    const { stdout, stderr } = await runCommand(cli, ["version"], {
      ...{ cwd: PROJECT, env: given, grace: 1000 },
      signal: AbortSignal.any([timeout, ...(signal ? [signal] : [])]),
    });
    const [, version] = /^v?(\d+\.\d+\.\d+\S*)\s*$/m.exec(stdout) ?? [];
    const said = `${stderr}\n${stdout}`.split("\n").find((line) => line) ?? "nothing";
    return version === undefined ? { fault: `gives no version, but says: ${said}` } : { version };
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) return { fault: `gave no version within ${patience / 1000} s` };
    return { fault: `cannot be run (${(error as NodeJS.ErrnoException).code ?? String(error)})` };
  }
}

/** The CLI looks for its own host beside its real path. */
function hasLanguageHost(cli: string): boolean {
  return isExecutable(join(dirname(realpathSync(cli)), "pulumi-language-nodejs"));
}

/** Also false for every file of a file system that is mounted noexec. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
