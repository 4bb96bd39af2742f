import { cachedEngine, type Engine, engineDirectory, engineOnPath } from "./installed";
import { withLock } from "./lock";
import { makeEngine, realWays, type Ways } from "./make";

export type { Engine } from "./installed";

export interface FindOptions {
  /** The directory of Pulumi.yaml, where the CLI will be started. */
  readonly project: string;
  /** Where PATH and the cache are looked up, and what the installer and Go run in. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Milliseconds until a `pulumi` on PATH that gives no version is left alone. Default 60,000. */
  readonly patience?: number;
  /** How an engine is made that is nowhere yet. Default: the official download, then the build from Go modules. */
  readonly ways?: Ways;
}

/**
 * Finds the Pulumi CLI, or gets it: the one on PATH, one that was got before, the official download, a build from its Go
 * module. Reports which it is, and how far it has got. Several processes that need it at once get it once.
 * @param report takes each line for people
 * @throws EngineError that says what to install, when there is none and no way to one, or what to set where none can be kept
 */
export async function findEngine(
  report: (line: string) => void,
  { project, env = process.env, signal, patience, ways = realWays }: FindOptions,
): Promise<Engine> {
  const search = { project, report, signal, ...(patience !== undefined && { patience }) };
  const engine = (await engineOnPath(env, search)) ?? (await keptEngine(report, { env, signal, ways }));
  report(`Pulumi ${engine.version} (${engine.origin}: ${engine.cli})`);
  return engine;
}

/** The engine in the cache, made if there is none yet. */
async function keptEngine(
  report: (line: string) => void,
  { env, signal, ways }: Required<Pick<FindOptions, "env" | "ways">> & { readonly signal: AbortSignal | undefined },
): Promise<Engine> {
  const directory = engineDirectory(env);
  return (
    cachedEngine(directory) ??
    (await withLock(
      directory,
      report,
      async (share) =>
        // Whoever held the lock before has made it.
        cachedEngine(directory) ?? (await makeEngine(directory, ways, { env, report: share, signal })),
    ))
  );
}
