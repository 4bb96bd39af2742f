import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

import { parseAllDocuments } from "yaml";

import { isMap } from "./value";

type Values = Readonly<Record<string, unknown>>;

/** The names of a project's file, in the order in which Pulumi looks for them. */
const PROJECT_FILES = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/**
 * Reads the settings as the files have them: every scalar is the text that stands there, also a key. Pulumi hands over
 * what it made of them.
 * @param root the directory of Pulumi.yaml
 * @param stack the stack's name
 * @returns by key, as the files write it; the stage's own before the project's. Empty for files that are elsewhere, as with
 *   `--config-file`
 */
export function settingsInFiles(root: string, stack: string): Values {
  const name = PROJECT_FILES.find((each) => existsSync(join(root, each)));
  if (name === undefined) return {};
  const project = valuesIn(join(root, name));
  // `config` is also the old name of stackConfigDir.
  const { stackConfigDir, config } = project;
  const place = [stackConfigDir, config].find((each) => typeof each === "string") ?? "";
  const { config: own } = valuesIn(join(root, place, `Pulumi.${stack}${extname(name)}`));
  return { ...sharedValues(config), ...(isMap(own) ? own : {}) };
}

/** In Pulumi.yaml a value stands alone, or in a map as `value` or `default`. */
const sharedValues = (config: unknown): Values =>
  Object.fromEntries(
    Object.entries(isMap(config) ? config : {}).map(([key, value]) => [
      key,
      isMap(value) ? (value.value ?? value.default) : value,
    ]),
  );

/** Pulumi has read the file, and said what is wrong with it. */
function valuesIn(file: string): Values {
  if (!existsSync(file)) return {};
  const [document] = parseAllDocuments(readFileSync(file, "utf8"), { schema: "failsafe" });
  if (document === undefined || document.errors.length > 0) return {};
  try {
    const values: unknown = document.toJS();
    return isMap(values) ? values : {};
  } catch {
    // Aliases that Pulumi understands better.
    return {};
  }
}
