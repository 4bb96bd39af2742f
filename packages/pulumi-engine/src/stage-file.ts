import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap } from "yaml";

import { EngineError } from "./errors";
import { fullKeyOf, hideSecrets, previewCommand } from "./secure-values";
import { parseText, textOf } from "./yaml-text";

/**
 * Keys by which the CLI decrypts a stage's secrets. Those in a person's own file belong to a key that we do not have.
 */
const SECRETS_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A person's own file of a stage. */
export interface StageFile {
  readonly stage: string;
  /** For errors and notes. */
  readonly file: string;
  /** The project's name. */
  readonly project: string;
  /** Empty if there is no file. */
  readonly text: string;
}

/**
 * The text of a copy of Pulumi.<stage>.yaml for a local run. It holds the settings by full key, with `overrides` in
 * place of their values, and the salt that the CLI wrote into the copy before. What a local run does not need is left
 * out: the environment, and secrets that are not the project's.
 * @param source the file, as a person wrote it
 * @param overrides values by key (`aerospike-kinesis:regions`, or `regions` alone for the project's own)
 * @param previous the copy's text before
 * @returns YAML
 * @throws EngineError for a text that is not YAML, for keys that are given twice, and for encrypted settings of the
 *   project
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

/**
 * The names of the stage's Pulumi ESC environments.
 * @param given the stage's file
 * @returns empty if it has none
 * @throws EngineError for a text that is not YAML
 */
export const environmentsOf = ({ file, text }: StageFile): readonly string[] =>
  environmentsIn(parseText(text, file).get("environment"));

/**
 * What a local run of a stage leaves out and its user should know.
 * @param given the stage's file
 * @returns one line each; empty if nothing is left out
 * @throws EngineError for a text that is not YAML
 */
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

/**
 * Writes each key with its namespace. A key without one has the project's. If a key is written in both ways, Pulumi
 * takes either of them, by chance.
 */
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
