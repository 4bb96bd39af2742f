import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap } from "yaml";

import { EngineError } from "./errors";
import { fullKeyOf, hideSecrets, previewCommand } from "./secure-values";
import { parseText, textOf } from "./yaml-text";

/** Keys by which the CLI opens a stage's secrets. Those of a person's own file belong to a key that is not ours. */
const SECRETS_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A stage's file as a person wrote it. */
export interface StageFile {
  readonly stage: string;
  /** For errors and notes. */
  readonly file: string;
  /** The project's name. */
  readonly project: string;
  /** Empty when there is no file. */
  readonly text: string;
}

/**
 * The text of a copy of Pulumi.<stage>.yaml for a local run: its settings by full key, with `overrides` in their places, and the
 * salt that the CLI wrote into the copy before. What a local run does not need stays out: the environment, others' secrets.
 * @param source the file, as a person wrote it
 * @param overrides values by key (`aerospike-kinesis:regions`, or `regions` alone for the project's own)
 * @param previous the copy's text before
 * @throws EngineError for what is no YAML, for keys that are given twice, and with the project's settings that are encrypted
 */
export function stageFile(
  { stage, file: name, project, text }: StageFile,
  overrides: Readonly<Record<string, unknown>>,
  previous: string,
): string {
  const file = parseText(text, name);
  for (const key of [...SECRETS_KEYS, "environment"]) file.delete(key);
  const salt = parseText(previous, name).get("encryptionsalt");
  if (salt !== undefined) file.set("encryptionsalt", salt);
  const config = file.get("config");
  const settings = isMap(config) ? config : new YAMLMap();
  if (!isMap(config)) file.set("config", settings);
  nameInFull(settings, { project, file: name });
  for (const [key, value] of Object.entries(overrides)) {
    settings.set(fullKeyOf(new Pair(key), project), parseText(JSON.stringify({ value }), name).get("value", true));
  }
  hideSecrets(settings, { project, file: name, stage });
  return textOf(file);
}

/** The names of the stage's Pulumi ESC environments. @throws EngineError for what is no YAML */
export const environmentsOf = ({ file, text }: StageFile): readonly string[] =>
  environmentsIn(parseText(text, file).get("environment"));

/** What a local run of a stage leaves out and its user should know, a line each. @throws EngineError for what is no YAML */
export function stageNotes(given: StageFile): readonly string[] {
  const { stage, file } = given;
  const environments = environmentsOf(given);
  return environments.length === 0
    ? []
    : [
        `${file}: a local run does not open Pulumi ESC (environment: ${environments.join(", ")}) and takes the settings of ` +
          `the file alone. To judge the stage with its environment: ${previewCommand(stage)}`,
      ];
}

/** Pulumi gives a key without a namespace that of the project; of two ways to write one key it takes either, by chance. */
function nameInFull(settings: YAMLMap, { project, file }: { project: string; file: string }): void {
  const twice = new Set<string>();
  const seen = new Set<string>();
  for (const pair of settings.items) {
    const fullKey = fullKeyOf(pair, project);
    if (seen.has(fullKey)) twice.add(fullKey);
    seen.add(fullKey);
    if (isScalar(pair.key) && pair.key.value !== fullKey) pair.key = new Scalar(fullKey);
  }
  if (twice.size > 0) {
    throw new EngineError(
      `${file}: expected each setting once, got two of ${[...twice].join(", ")}. Remove one of them.`,
    );
  }
}

/** The names of ESC environments: a list, or a map with `imports` and values of its own. */
function environmentsIn(node: unknown): readonly string[] {
  if (isSeq(node)) return node.items.map((item) => String(isMap(item) ? item.items[0]?.key : item));
  if (!isMap(node)) return [];
  return [...environmentsIn(node.get("imports")), ...(node.has("values") ? ["values of its own"] : [])];
}
