import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { runCommand } from "./command";
import type { MakeOptions } from "./make-options";

/**
 * Pulumi's own installer, for the CLI of the SDK's version. It runs in its own process, so that it can be stopped. It
 * calls fetch, which uses a person's proxy only in newer versions of Node, and only when asked.
 */
const INSTALL = `
  async function install() {
    const { EnvHttpProxyAgent, fetch } = require("undici");
    const dispatcher = new EnvHttpProxyAgent();
    globalThis.fetch = (url, options) => fetch(url, { ...options, dispatcher });
    await require("@pulumi/pulumi/automation/cmd").PulumiCommand.install({ root: process.argv[1] });
  }
  install().catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

/**
 * Downloads the official release.
 * @param directory where the release goes, with `bin/pulumi` in it
 * @param options the environment, who is told of the progress, and the signal that ends the download
 * @param limits `patience` is the time in milliseconds without a new byte after which the download fails (default
 *   30,000): a network that drops packets would hold it for minutes. `installer` is the script that downloads
 * @throws Error if the installer fails, or if nothing comes for too long
 */
export async function download(
  directory: string,
  { env, report, signal }: MakeOptions,
  { patience = 30_000, installer = INSTALL } = {},
): Promise<void> {
  report("Downloading the official release.");
  const finished = new AbortController();
  const stalled = new AbortController();
  const watch = growthEnds(directory, patience, finished.signal).then(() => {
    stalled.abort(new Error(`nothing came for ${patience / 1000} s`));
  });
  try {
    const { code, stderr } = await runCommand(process.execPath, ["-e", installer, directory], {
      cwd: __dirname,
      // The installer's temporary files are then in the directory: their growth is seen, and they are removed with it.
      env: { ...env, TMPDIR: directory },
      signal: AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]),
    });
    if (code !== 0) throw new Error(`the installer exited with code ${code}: ${stderr.trim()}`);
  } finally {
    finished.abort();
    await watch;
  }
}

/** Resolves when a directory's files have stayed the same size for `patience` milliseconds, or on `finished`. */
async function growthEnds(directory: string, patience: number, finished: AbortSignal): Promise<void> {
  let size = 0;
  let grewAt = Date.now();
  try {
    while (Date.now() - grewAt < patience) {
      await setTimeout(patience / 30, undefined, { signal: finished });
      const found = await sizeOf(directory);
      if (found !== size) grewAt = Date.now();
      size = found;
    }
  } catch (error) {
    if (!finished.aborted) throw error;
  }
}

async function sizeOf(directory: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(directory, { recursive: true })) {
    // The installer can remove files while they are counted.
    total += await stat(join(directory, entry)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return total;
}
