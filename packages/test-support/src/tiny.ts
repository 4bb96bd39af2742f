import { rm } from "node:fs/promises";

import { openWorkspace, type Workspace, type WorkspaceOptions } from "@aerospike-kinesis/pulumi-engine";

import { engine } from "./engine";
import { TINY } from "./programs";
import { inTemporaryDirectory, makeTemporaryDirectory } from "./temporary-directory";

export interface Tiny extends Workspace {
  /** All that the CLI wrote. */
  readonly directory: string;
  /** What it printed. */
  readonly lines: readonly string[];
}

/**
 * Calls `use` with a new stack `dev` of the tiny program, in a directory of its own.
 * @param use works with the stack
 * @param options of the workspace that differ from the usual ones
 */
export async function onTiny(
  use: (tiny: Tiny) => Promise<void>,
  options: Partial<WorkspaceOptions> = {},
): Promise<void> {
  await inTemporaryDirectory(async (directory) => use(await tinyIn(directory, options)));
}

/**
 * Opens the tiny program's stack `dev` for several tests.
 * @param options of the workspace
 * @returns the stack, and what removes all that the CLI wrote
 */
export async function openTiny(
  options: Partial<WorkspaceOptions> = {},
): Promise<Tiny & { readonly close: () => Promise<void> }> {
  const directory = await makeTemporaryDirectory();
  return { ...(await tinyIn(directory, options)), close: () => rm(directory, { recursive: true, force: true }) };
}

async function tinyIn(directory: string, options: Partial<WorkspaceOptions>): Promise<Tiny> {
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  const workspace = await openWorkspace({ engine: await engine(), project: TINY, directory, report, ...options });
  await workspace.init("dev");
  return { ...workspace, directory, lines };
}
