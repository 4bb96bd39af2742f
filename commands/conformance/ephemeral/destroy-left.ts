import type { Lifetime } from "../../shared/lifetime";
import type { Progress } from "../../shared/progress";
import { destroyStack } from "./destroy-stack";
import { openStackWorkspace } from "./open-workspace";
import { findStackDirectory } from "./stack-directory";

/**
 * Destroys a stack that an earlier run left behind.
 * @param name of the stack
 * @param lifetime ends the work: an interrupt gives up
 * @param progress is told of each step
 * @throws UsageError if no run left such a stack
 * @throws UserError if it is not destroyed; it says what is left
 */
export async function destroyLeft(name: string, { signal }: Lifetime, progress: Progress): Promise<void> {
  const directory = await findStackDirectory(name);
  const workspace = await openStackWorkspace(directory, undefined, progress, signal);
  await progress.step(`pulumi destroy of stack ${name}`, async () => {
    // A run that was killed leaves the stack locked. Without a lock, this fails and changes nothing.
    await workspace.pulumi(["cancel", name, "--yes"]);
    await destroyStack(workspace, directory, signal);
  });
  await directory.remove();
}
