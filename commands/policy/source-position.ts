import { isAbsolute, relative, resolve, sep } from "node:path";

/** A position in a file of the project; the first line and column are 1. */
export interface SourcePosition {
  /** Relative to the project's directory, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the innermost position in the project's own files from which a resource was created: a reviewer can change it,
 * unlike a package.
 * @param state the resource as the engine describes it: `sourcePosition` is e.g. `project:///components/key.ts#36,17`,
 *   and `stackTrace` holds the same for each caller. They are present if the program ran with stack traces
 * @param project directory of the project
 * @param root the directory that `project:///` means: that of the Pulumi.yaml that ran
 * @returns undefined if no position is in the project
 */
export function sourcePositionOf(
  { sourcePosition, stackTrace }: Readonly<Record<string, unknown>>,
  project: string,
  root: string,
): SourcePosition | undefined {
  const callers = Array.isArray(stackTrace) ? (stackTrace as { sourcePosition?: unknown }[]) : [];
  for (const frame of [sourcePosition, ...callers.map((caller) => caller.sourcePosition)]) {
    const position = typeof frame === "string" ? parsePosition(frame, project, root) : undefined;
    if (position) return position;
  }
  return undefined;
}

function parsePosition(uri: string, project: string, root: string): SourcePosition | undefined {
  const [, scheme, path, line, column = "1"] = /^(project|file):\/\/\/([^#]*)#(\d+)(?:,(\d+))?$/.exec(uri) ?? [];
  if (path === undefined) return undefined;
  // Not with URL: it would drop the `..` that lead from another root to the project.
  const named = resolve(scheme === "file" ? sep : root, decodeURIComponent(path));
  const file = relative(project, restoreStart(named, project));
  const parts = file.split(sep);
  if (isAbsolute(file) || parts[0] === ".." || parts.includes("node_modules")) return undefined;
  return { file: parts.join("/"), line: Number(line), column: Number(column) };
}

/**
 * The whole path of a file. Pulumi's SDK reads a path from the text of a stack, and loses everything up to the last "
 * (". In the project `/code/orders (copy)` it reads `copy)/index.ts`, and takes it as a path below the program's
 * directory.
 */
function restoreStart(file: string, project: string): string {
  const lost = project.lastIndexOf(" (") + 2;
  const found = lost < 2 ? -1 : file.lastIndexOf(sep + project.slice(lost) + sep);
  return found < 0 ? file : project.slice(0, lost) + file.slice(found + 1);
}
