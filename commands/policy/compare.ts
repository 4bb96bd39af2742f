import { readFile } from "node:fs/promises";
import { relative } from "node:path";

import type { Base } from "./base";
import type { Configuration } from "./configuration";
import { weakenedParts } from "./weakened-parts";
import type { ConfiguredPack, Weakening } from "./weakening";

/** What a configuration is compared with. */
export interface Comparison extends Omit<ConfiguredPack, "configuration"> {
  readonly stage: string;
  /** File of the configuration. */
  readonly policyConfig: string;
  /** Directory from which positions name files. */
  readonly project: string;
  /** @defaultValue only the pack's defaults are compared */
  readonly base?: Base | undefined;
}

/**
 * Compares the configuration of a stage with the pack's defaults, and with the stage's configuration at the base.
 * @param comparison what it is compared with
 * @param configuration of the stage; the pack's check accepts it
 * @returns what is weaker, each with its line
 */
export async function findWeakenings(
  { stage, pack, base, policyConfig, project }: Comparison,
  configuration: Configuration,
): Promise<readonly Weakening[]> {
  const lines = (await readFile(policyConfig, "utf8")).split("\n");
  const file = relative(project, policyConfig).replaceAll("\\", "/");
  const list = (comparedWith: string, before: ConfiguredPack): readonly Weakening[] =>
    weakenedParts(before, { pack, configuration }).map(({ key, ...part }) => {
      const line = lines.findIndex((each) => each.includes(JSON.stringify(key))) + 1;
      const isInProject = line > 0 && !file.startsWith("..");
      return { comparedWith, ...part, ...(isInProject && { position: { file, line, column: 1 } }) };
    });
  const { waivers } = configuration;
  return [
    // Waivers are listed with the findings that they cover.
    ...list("the pack's defaults", {
      pack,
      configuration: typeof waivers === "object" ? { waivers: { list: waivers.list } } : {},
    }),
    ...(base ? list(base.name, await base.configured(stage)) : []),
  ];
}
