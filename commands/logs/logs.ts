import { UserError } from "../shared/errors";
import type { ChosenPipeline } from "../shared/find-pipelines";
import { readAccessLog, type RegionLog } from "./access-log";
import type { LogsQuery } from "./flags";
import { jsonLines, logTables } from "./format";

/** Where the lines go, and what has no line. */
export interface LogsOptions {
  /** Takes each line of the result. */
  readonly print: (line: string) => void;
  /** Takes why a region has no line, beside the result. */
  readonly report: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Reads the access logs of all regions at the same time, and prints them.
 * @param pipelines one for each region
 * @param query which lines, and how to print them
 * @param options where the lines go, and the time
 * @returns whether each region could be read, and at least one has a line
 */
export async function showLogs(
  pipelines: readonly ChosenPipeline[],
  query: LogsQuery,
  { print, report, now }: LogsOptions,
): Promise<boolean> {
  const logs = await Promise.all(
    pipelines.map(async (chosen): Promise<RegionLog> => {
      try {
        return await readAccessLog(chosen, query, now);
      } catch (error) {
        // One region that cannot be reached says nothing about the others.
        const why = error instanceof UserError ? error.message : String(error);
        return { region: chosen.region, lines: [], isCut: false, why, isUnread: true };
      }
    }),
  );
  for (const line of query.format === "json" ? jsonLines(logs) : logs.flatMap(logTables)) print(line);
  for (const { region, why, isCut } of logs) {
    if (why !== undefined) report(`${region}: ${why}`);
    if (isCut && query.format === "json") report(`${region}: there are older lines, too: --limit.`);
  }
  return logs.some(({ lines }) => lines.length > 0) && !logs.some(({ isUnread }) => isUnread);
}
