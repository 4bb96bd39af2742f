import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMap } from "yaml";
import { parseText, textOf } from "./yaml-text";

/**
 * The text of a copy of Pulumi.yaml that stands in another directory and runs the same program, or `main` in its place.
 * @param source - text of the project's Pulumi.yaml
 * @param project - its directory
 */
export function projectFile(source: string, project: string, main?: string): string {
  const file = parseText(source, "Pulumi.yaml");
  const own = file.get("main");
  file.set("main", main ?? resolve(project, typeof own === "string" ? own : "."));
  // The SDK looks for a tsconfig in the directory of `main`, and compiles with defaults of its own where there is none.
  const tsconfig = join(project, "tsconfig.json");
  if (main !== undefined && existsSync(tsconfig)) {
    if (!isMap(file.get("runtime"))) file.set("runtime", file.createNode({ name: file.get("runtime") }));
    if (!file.hasIn(["runtime", "options", "tsconfig"])) file.setIn(["runtime", "options", "tsconfig"], tsconfig);
  }
  return textOf(file);
}
