import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EngineError } from "./errors";
import { isExecutable } from "./installed";
import { PULUMI_VERSION } from "./version";

/**
 * Installs the stand-in for `pulumi-language-nodejs` where the CLI looks for plugins that are not beside it. It could
 * also be on PATH, but then each run prints a warning.
 * @param pulumiHome the CLI's PULUMI_HOME
 * @param mayExecute whether the system can execute a file
 * @throws EngineError if the stand-in cannot be executed
 */
export async function installLanguageHost(pulumiHome: string, mayExecute = isExecutable): Promise<void> {
  const directory = join(pulumiHome, "plugins", `language-nodejs-v${PULUMI_VERSION}`);
  const shim = join(directory, "pulumi-language-nodejs");
  await mkdir(directory, { recursive: true });
  await writeFile(shim, `#!/bin/sh\nexec ${[process.execPath, HOST].map(quote).join(" ")} "$@"\n`);
  await chmod(shim, 0o755);
  if (mayExecute(shim)) return;
  throw new EngineError(
    `${shim} cannot be executed. Set XDG_STATE_HOME (npm start, soak) or TMPDIR (the gate, tests) to a directory on a file ` +
      "system that is not mounted noexec.",
  );
}

const HOST = join(__dirname, "language-host", "main.cjs");

const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
