import { existsSync, realpathSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Engine } from "@aerospike-kinesis/pulumi-engine";

import { findGoTool } from "./go-tool";

/** The newest version that Go's module proxy has. */
const VERSION = "1.25.0";

/** Milliseconds that Go may take for it, the first time on a machine. */
export const FIRST_TIME = 20 * 60_000;

/**
 * Gives a workspace the language host of Pulumi YAML. The official download of the CLI brings it; for a CLI that was
 * built here, Go builds it, too: five minutes on two cores, once.
 * @param engine the CLI
 * @param directory of the workspace
 */
export async function installYamlHost(engine: Engine, directory: string): Promise<void> {
  const name = "pulumi-language-yaml";
  if (existsSync(join(dirname(realpathSync(engine.cli)), name))) return;
  const host = await findGoTool({
    name,
    package: `github.com/pulumi/pulumi-yaml/cmd/${name}`,
    version: VERSION,
    without: "examples/yaml is not tested.",
  });
  const plugin = join(directory, "home", "plugins", `language-yaml-v${VERSION}`);
  await mkdir(plugin, { recursive: true });
  await copyFile(host, join(plugin, name));
}
