import { type Document, YAMLMap, isMap, visit } from "yaml";
import { UserError } from "../command";
import { parseText, textOf } from "./yaml-text";

/** Keys by which the CLI opens a stage's secrets. Those of a person's own file belong to a passphrase that is not ours. */
const SECRETS_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/**
 * The text of a copy of Pulumi.<stage>.yaml for a local run: the settings of `source`, with `overrides` in their places, and the
 * salt that the CLI wrote into the copy before.
 * @param name - of the project's file
 * @param source - its text; empty when there is none
 * @param overrides - values by full key (`aerospike-kinesis:regions`)
 * @throws UserError for what is no YAML, and with the settings whose values are encrypted
 */
export function stageFile(
  name: string,
  source: string,
  overrides: Readonly<Record<string, unknown>>,
  previous: string,
): string {
  const file = parseText(source, name);
  for (const key of SECRETS_KEYS) file.delete(key);
  const salt = parseText(previous, name).get("encryptionsalt");
  if (salt !== undefined) file.set("encryptionsalt", salt);
  if (!isMap(file.get("config"))) file.set("config", new YAMLMap());
  for (const [key, value] of Object.entries(overrides)) {
    file.setIn(["config", key], parseText(JSON.stringify(value), name).contents);
  }
  const encrypted = encryptedKeys(file);
  if (encrypted.length > 0) {
    throw new UserError(
      `Encrypted settings cannot be read by a local run: ${encrypted.join(", ")}. ` +
        `Only their owner's passphrase opens them; give plain values instead.`,
    );
  }
  return textOf(file);
}

function encryptedKeys(file: Document): string[] {
  const keys: string[] = [];
  visit(file, {
    Pair(_, { key }, path) {
      if (String(key) !== "secure") return;
      const names = path.flatMap((node) => ("key" in node ? [String(node.key)] : []));
      keys.push(names.slice(1).join("."));
    },
  });
  return keys;
}
