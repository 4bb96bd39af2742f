import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Keeps the CLI from writing its automatic log, which nobody reads here: it is a sixth of the engine's processor time. No
 * setting turns it off. The CLI goes on without a log where it cannot make the directory `logs`, so a file has that name.
 * @param pulumiHome the CLI's PULUMI_HOME, not a person's own: earlier logs in it are removed
 * @see https://github.com/pulumi/pulumi/pull/23731
 */
export async function keepNoLogs(pulumiHome: string): Promise<void> {
  const logs = join(pulumiHome, "logs");
  await rm(logs, { recursive: true, force: true });
  await mkdir(pulumiHome, { recursive: true });
  await writeFile(logs, "");
}
