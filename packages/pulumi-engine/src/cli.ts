import { cachedEngine, type Engine, engineDirectory, engineOnPath } from "./installed";
import { withLock } from "./lock";
import { makeEngine, realWays, type Ways } from "./make";

export type { Engine } from "./installed";

export interface FindOptions {
  /** The directory of Pulumi.yaml. The CLI is started there. */
  readonly project: string;
  /**
   * Says where PATH and the cache are. The installer and Go run in it.
   * @defaultValue the environment of this process
   */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /**
   * Milliseconds after which a `pulumi` on PATH that gives no version is not used.
   * @defaultValue 60,000
   */
  readonly patience?: number;
  /**
   * How to get an engine if there is none.
   * @defaultValue the official download, then the build from Go modules
   */
  readonly ways?: Ways;
}

/**
 * Finds the Pulumi CLI, or gets it. It looks for one on PATH, then in the cache. Then it tries the official download,
 * and then a build from the CLI's Go module. If several processes need the CLI at once, one of them gets it for all.
 * @param report takes each line for people: which CLI it is, and the progress
 * @param options the project, and where to look
 * @returns a CLI that works and is recent enough
 * @throws EngineError if there is no CLI and no way to get one (it says what to install), or if it cannot be written
 *   (it says which variable to set)
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

/** The engine in the cache. It is made if there is none. */
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
        // The process that held the lock before may have made it.
        cachedEngine(directory) ?? (await makeEngine(directory, ways, { env, report: share, signal })),
    ))
  );
}
