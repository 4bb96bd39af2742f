import { type ConformanceResult, isConform } from "../result";

/**
 * Writes the report for programs. It is a file of assumptions, too: `npm start -- --assumptions FILE` takes it.
 * @param results one for each API
 * @returns JSON. `assumptions` has what was measured. A name that two APIs measure differently is left out
 */
export function formatJson(results: readonly ConformanceResult[]): string {
  const measured = new Map<string, Set<string>>();
  for (const { name, measured: value } of results.flatMap(({ experiments }) => experiments)) {
    if (value !== undefined) measured.set(name, (measured.get(name) ?? new Set()).add(value));
  }
  const assumptions = Object.fromEntries(
    [...measured].flatMap(([name, values]) => (values.size === 1 ? [[name, [...values][0]]] : [])),
  );
  const report = { version: 1, conform: results.every(isConform), assumptions, results };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
