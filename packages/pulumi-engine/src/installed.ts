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
  /** Whether a `pulumi-language-nodejs` is beside it. If not, a workspace brings its own. */
  readonly hasLanguageHost: boolean;
}

/**
 * The directory of the downloaded or built CLI, outside of any checkout.
 * @param env its `AEROSPIKE_KINESIS_CACHE`, an absolute path, moves the directory, else `XDG_CACHE_HOME`
 * @returns an absolute path; the directory need not exist
 * @throws EngineError for an `AEROSPIKE_KINESIS_CACHE` that is a relative path
 */
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

/**
 * The path of the CLI.
 * @param directory laid out as the official download is
 * @returns the path; the file need not exist
 */
export const cliOf = (directory: string): string => join(directory, "bin", "pulumi");

/**
 * The engine in the cache. It is moved there only when it is complete, so it works.
 * @param directory of the engine
 * @param origin of the engine that is returned
 * @returns undefined if there is none
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

export interface SearchOptions {
  /**
   * The directory where the CLI is started. A version manager's shim looks there, and above, for the version to run.
   */
  readonly project: string;
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which a `pulumi` that says nothing is not used. A version manager may install one first.
   * @defaultValue 60,000
   */
  readonly patience?: number;
}

/**
 * Finds the first engine on PATH that runs and is not too old. Reports what is wrong with those before it.
 * @param env the environment, with PATH, in which each `pulumi` is asked for its version
 * @param options the project's directory, who is told, and how long to wait
 * @returns undefined if PATH has none
 */
export async function engineOnPath(env: NodeJS.ProcessEnv, options: SearchOptions): Promise<Engine | undefined> {
  const directories = (env.PATH ?? "").split(delimiter).filter((directory) => directory);
  const clis = directories.map((directory) => resolve(directory, "pulumi")).filter(isExecutable);
  for (const cli of new Set(clis)) {
    const { version, fault } = await askVersion(cli, env, options);
    if (version !== undefined && isUsable(version)) {
      return { cli, version, origin: "PATH", hasLanguageHost: hasLanguageHost(cli) };
    }
    const found = fault ?? `is Pulumi ${String(version)}, and ${PULUMI_VERSION} or a later 3.x is needed`;
    options.report(`${cli} ${found}: not used.`);
  }
  return undefined;
}

interface Answer {
  readonly version?: string;
  /** Why there is no version, after the CLI's path. */
  readonly fault?: string;
}

async function askVersion(cli: string, env: NodeJS.ProcessEnv, options: SearchOptions): Promise<Answer> {
  const { project, signal, patience = 60_000 } = options;
  const timeout = AbortSignal.timeout(patience);
  try {
    const { stdout, stderr } = await runCommand(cli, ["version"], {
      cwd: project,
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      grace: 1000,
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

/** The CLI looks for its language host beside its real path. */
function hasLanguageHost(cli: string): boolean {
  return isExecutable(join(dirname(realpathSync(cli)), "pulumi-language-nodejs"));
}

/**
 * Whether the system can execute a file. It executes none on a file system that is mounted noexec.
 * @param file a path
 * @returns false also for a directory, and if there is no such file
 */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
