import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, isAbsolute, join, resolve } from "node:path";

import { type Document, isMap, isScalar, Scalar, type YAMLMap } from "yaml";

import { EngineError } from "./errors";
import { hideSecrets, keyOf } from "./secure-values";
import { parseText, textOf } from "./yaml-text";

/** The names of a project's file, in the order in which the CLI looks for them. */
const NAMES = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/**
 * The keys that a local run needs. The others are for the person's own runs: where the state is, which stage files
 * there are, plugins, a refresh before each run, the version of their CLI, what `pulumi new` asks.
 */
const KEPT = ["name", "description", "runtime", "main", "config", "packages"];

/** A project as its Pulumi.yaml describes it. */
export interface Project {
  readonly directory: string;
  /** The file's name, e.g. `Pulumi.yaml`. */
  readonly file: string;
  /** The project's name, the namespace of its settings. */
  readonly name: string;
  /** Directory of the stage files. */
  readonly settings: string;
  readonly text: string;
}

/**
 * Reads a project's file as the CLI does.
 * @param directory absolute path of the directory with the Pulumi.yaml
 * @returns the project
 * @throws EngineError if there is no such file, or if it cannot be used
 * @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/
 */
export async function readProject(directory: string): Promise<Project> {
  const file = NAMES.find((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile());
  if (file === undefined) {
    throw new EngineError(`${directory} has no Pulumi.yaml. Restore it, or run this in a checkout.`);
  }
  const text = await readFile(join(directory, file), "utf8");
  const document = parseText(text, file);
  const name = textAt(document, "name");
  if (!name) throw new EngineError(`${file}: expected the key name with the project's name, got nothing.`);
  const [stackConfigDir, config] = [textAt(document, "stackConfigDir"), textAt(document, "config")];
  if (stackConfigDir && config) {
    throw new EngineError(
      `${file}: expected one directory of the stage files, got stackConfigDir: ${stackConfigDir} and config: ${config}. ` +
        "Keep stackConfigDir: Pulumi takes no file with both.",
    );
  }
  // Joined, not resolved: for the CLI, a leading slash means the project's directory.
  return { directory, file, name, settings: join(directory, stackConfigDir ?? config ?? ""), text };
}

/**
 * The name of a stage's file. It has the same ending as the project's file.
 * @param project the project
 * @param stage the stack's name
 * @returns such as `Pulumi.dev.yaml`
 */
export const stageFileName = ({ file }: Pick<Project, "file">, stage: string): string =>
  `Pulumi.${stage}${extname(file)}`;

/**
 * The text of a Pulumi.yaml for a local run. The file is in another directory, and runs the same program, or `main`
 * instead.
 * @param project the person's own project
 * @param main absolute path of a file to run instead of the program
 * @returns YAML
 * @throws EngineError with the project's own settings whose values are encrypted
 */
export function projectFile({ directory, file: name, name: project, text }: Project, main?: string): string {
  const file = parseText(text, name);
  for (const key of file.contents?.items.map(keyOf) ?? []) if (!KEPT.includes(key)) file.delete(key);
  const own = textAt(file, "main");
  file.set("main", main ?? resolve(directory, own ?? "."));
  setConfig(file, project, name);
  setPackages(file, directory);
  const typescript = ["runtime", "options", "typescript"];
  // The project's own entry may be JavaScript that loads the program by itself. With --import tsx, Node loads TypeScript.
  const loadsTypeScript = /\btsx\b/.test(String(file.getIn(["runtime", "options", "nodeargs"])));
  if (main?.endsWith(".ts") && !loadsTypeScript && file.hasIn(typescript)) file.deleteIn(typescript);
  // The SDK looks for a tsconfig in the directory of `main`, and compiles with its own defaults if there is none.
  const tsconfig = join(directory, "tsconfig.json");
  if (main !== undefined && existsSync(tsconfig)) {
    if (!isMap(file.get("runtime"))) file.set("runtime", file.createNode({ name: file.get("runtime") }));
    if (!file.hasIn(["runtime", "options", "tsconfig"])) file.setIn(["runtime", "options", "tsconfig"], tsconfig);
  }
  return textOf(file);
}

/**
 * Keeps the settings that the project gives to every stage. Removes `secret`, which only an encrypted value satisfies.
 */
function setConfig(file: Document<YAMLMap>, project: string, name: string): void {
  const config = file.get("config");
  if (!isMap(config)) {
    file.delete("config");
    return;
  }
  for (const { value } of config.items) if (isMap(value)) value.delete("secret");
  hideSecrets(config, { project, file: name });
}

/**
 * Keeps the component packages that are on this machine. The file is in another directory, so their paths become
 * absolute. A local run downloads no other package.
 */
function setPackages(file: Document<YAMLMap>, directory: string): void {
  const packages = file.get("packages");
  if (!isMap(packages)) return;
  packages.items = packages.items.filter(({ value }) => isScalar(value) && isLocal(String(value.value)));
  for (const pair of packages.items) pair.value = new Scalar(resolve(directory, String((pair.value as Scalar).value)));
  if (packages.items.length === 0) file.delete("packages");
}

const isLocal = (source: string): boolean => source.startsWith(".") || isAbsolute(source);

/** The text at a key. @returns undefined for a map, a list or nothing */
function textAt(file: Document, key: string): string | undefined {
  const value = file.get(key);
  return typeof value === "string" && value !== "" && value !== "~" && value !== "null" ? value : undefined;
}
