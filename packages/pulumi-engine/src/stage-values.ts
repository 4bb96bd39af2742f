import { parse } from "yaml";

import { type Project, projectFile } from "./project-file";
import { type StageFile, stageFile } from "./stage-file";

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads a stage's settings from the files alone, without the CLI.
 * @param stage the stage's file
 * @param project the project's file, whose `config` gives settings to every stage
 * @returns the settings by full key, such as `aerospike-kinesis:regions`; the stage's own before the project's
 * @throws EngineError for what is no YAML, for keys that are given twice, and with the project's settings that are encrypted
 */
export function stageValues(stage: StageFile, project: Project): Values {
  const shared = Object.entries(configIn(projectFile(project))).map(([key, value]) => [
    key.includes(":") ? key : `${project.name}:${key}`,
    sharedValue(value),
  ]);
  return { ...(Object.fromEntries(shared) as Values), ...configIn(stageFile(stage, {}, "")) };
}

const configIn = (text: string): Values => (parse(text) as { readonly config?: Values | null } | null)?.config ?? {};

/** In Pulumi.yaml a value stands alone, or in a map as `value` or `default`: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
function sharedValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { value: own, default: fallback } = value as { readonly value?: unknown; readonly default?: unknown };
  return own ?? fallback;
}
