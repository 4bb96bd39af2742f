import { openWorkspace, type Workspace, type WorkspaceOptions } from "@aerospike-kinesis/pulumi-engine";

import { engine } from "./engine";
import { TINY } from "./programs";
import { inTemporaryDirectory } from "./temporary-directory";

export interface Tiny extends Workspace {
  /** All that the CLI wrote. */
  readonly directory: string;
  /** What it printed. */
  readonly lines: readonly string[];
}

/** Calls `use` with the tiny program's stack `dev`, new, in a directory of its own. */
export async function onTiny(
  use: (tiny: Tiny) => Promise<void>,
  options: Partial<WorkspaceOptions> = {},
): Promise<void> {
  await inTemporaryDirectory(async (directory) => {
    const lines: string[] = [];
    const report = (line: string) => lines.push(line);
    const workspace = await openWorkspace({ engine: await engine(), project: TINY, directory, report, ...options });
    await workspace.init("dev");
    await use({ ...workspace, directory, lines });
  });
}
