import { homedir } from "node:os";
import { dirname, join } from "node:path";

import {
  type Engine,
  engineDirectory,
  findEngine,
  openWorkspace,
  type Workspace,
} from "@aerospike-kinesis/pulumi-engine";

import type { Progress } from "../../shared/progress";
import { PROJECT } from "../../shared/project";
import { PROGRAM } from "./stack";
import type { StackDirectory } from "./stack-directory";

/** Longer than AWS needs for any resource of a stack. */
const GRACE_MS = 15 * 60_000;

/**
 * Opens the workspace of a stack.
 * @param directory of the stack
 * @param providerPort of the local AWS; undefined on the person's account
 * @param progress is told of the engine
 * @param signal ends the search for the engine, and nothing else
 * @returns the workspace
 * @throws EngineError if Pulumi cannot be had
 */
export async function openStackWorkspace(
  directory: StackDirectory,
  providerPort: number | undefined,
  progress: Progress,
  signal: AbortSignal,
): Promise<Workspace> {
  const engine = await progress.step("Pulumi engine", () => findEngine(progress.detail, { project: PROJECT, signal }));
  return openWorkspace({
    engine,
    project: PROJECT,
    settings: directory.settings,
    directory: directory.path,
    passphrase: directory.passphrase,
    main: PROGRAM,
    ...(providerPort === undefined
      ? { account: { home: homeOf(engine), grace: GRACE_MS } }
      : { providers: { aws: providerPort } }),
  });
}

/**
 * The CLI's home. A person's own has their login and the AWS plugin. Where there is no complete Pulumi of theirs, it is in
 * our cache, so that our language host does not get into theirs.
 */
function homeOf({ hasLanguageHost }: Engine, env: NodeJS.ProcessEnv = process.env): string {
  if (env.PULUMI_HOME) return env.PULUMI_HOME;
  return hasLanguageHost ? join(homedir(), ".pulumi") : join(dirname(engineDirectory(env)), "pulumi-home");
}
