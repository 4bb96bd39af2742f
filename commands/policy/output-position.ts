import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

import type { SourcePosition } from "./source-position";

/** Pulumi runs the first of these files as the program, if Pulumi.yaml and package.json name none. */
const ENTRIES = ["index.ts", "index.js"];

/**
 * Finds the lines of the program's entry that export the stack's outputs. The engine does not know where an output is.
 * @param project directory of the program
 * @param main the file that runs instead of the program
 * @returns the position of an output by its name; undefined if the entry does not export it by name
 */
export function outputPositions(project: string, main?: string): (name: string) => SourcePosition | undefined {
  const entries = [...(main === undefined ? [] : [main]), ...ENTRIES.map((name) => join(project, name))];
  const files = entries
    .filter((file) => existsSync(file))
    .map((path) => ({
      file: relative(project, path).split(sep).join("/"),
      lines: readFileSync(path, "utf8").split("\n"),
    }))
    .filter(({ file }) => !file.startsWith(".."));
  return (name) => {
    for (const { file, lines } of files) {
      const index = lines.findIndex((line) => EXPORT.exec(line)?.slice(1).includes(name));
      if (index >= 0) return { file, line: index + 1, column: 1 };
    }
    return undefined;
  };
}

/** `export const NAME` and its like, or `exports.NAME =`. */
const EXPORT =
  /^\s*export\s+(?:async\s+)?(?:const|let|var|function|class)\s+([\w$]+)|^\s*(?:module\.)?exports\.([\w$]+)\s*=/;

/**
 * The stack's output that a finding is about.
 * @param found the words of a rule, such as `the stack output connectorConfig.eu-west-1 holds ...`
 * @returns its name, e.g. `connectorConfig`; undefined for words that begin differently
 */
export const outputIn = (found: string): string | undefined => /^(?:the stack )?output ([\w$]+)/.exec(found)?.[1];
