import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";

const maps = new Map<string, SourceMap | undefined>();

/**
 * A stack whose lines name the sources of the pack. It runs as one file, with a source map beside it.
 * @param stack as Node gives it
 * @returns the stack; a line that leads to no source stays as it is
 */
export const withSourceLines = (stack: string): string =>
  stack.replace(/((?:[A-Za-z]:)?[^\s():]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    return entry && "originalSource" in entry ? `${entry.originalSource}:${entry.originalLine + 1}` : place;
  });

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return undefined;
  }
}
