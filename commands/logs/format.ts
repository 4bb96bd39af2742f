import { columns } from "../shared/columns";
import { oneLine } from "../shared/one-line";
import type { AccessLogLine, RegionLog } from "./access-log";

const WIDTH = 100;

/**
 * Where each cell comes from, and its most characters: together they fit the width. What AWS writes fits its column. Only
 * the type of an error can be cut; the status says most of it.
 */
const COLUMNS = [
  { title: "STATUS", field: "status", max: 6 },
  { title: "KINESIS", field: "integrationStatus", max: 7 },
  { title: "ERROR TYPE", field: "errorResponseType", max: 15 },
  { title: "MS", field: "responseLatency", max: 6 },
  { title: "KEY ID", field: "apiKeyId", max: 10 },
  { title: "REQUEST ID", field: "requestId", max: 36 },
] as const;

/**
 * Writes the log of a region as tables for people, one for each day, the latest line last.
 * @param log of the region
 * @returns lines of at most 100 characters
 */
export function logTables({ region, lines, isCut }: RegionLog): string[] {
  const days = new Map<string, AccessLogLine[]>();
  for (const line of lines) {
    const day = new Date(line.timestamp).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [
    ...(isCut ? [`${region}: older lines are not shown: --limit, --status or a shorter --since.`] : []),
    ...[...days].flatMap(([day, ofDay]) => [`${region}, ${day} (UTC)`, ...table(ofDay), ""]),
  ];
}

function table(lines: readonly AccessLogLine[]): string[] {
  const rows = lines.map(rowOf).filter((row) => row !== undefined);
  const unreadable = lines.filter((line) => rowOf(line) === undefined);
  return [
    ...(rows.length > 0 ? columns([["TIME", ...COLUMNS.map(({ title }) => title)], ...rows]) : []),
    ...unreadable.map((line) => oneLine(`${timeOf(line)}  no JSON: ${line.message}`, WIDTH)),
  ];
}

/** Undefined if the line is not one of ours. */
function rowOf(line: AccessLogLine): string[] | undefined {
  const fields = fieldsOf(line);
  if (fields === undefined) return undefined;
  const cells = COLUMNS.map(({ field, max }) => {
    const value = fields[field];
    return oneLine(typeof value === "string" || typeof value === "number" ? String(value) : "-", max);
  });
  return [timeOf(line), ...cells];
}

const timeOf = ({ timestamp }: AccessLogLine): string => new Date(timestamp).toISOString().slice(11, 19);

function fieldsOf({ message }: AccessLogLine): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes the logs of all regions as lines of JSON, the latest last: each line of the log with its region.
 * @param logs of the regions
 * @returns one line of JSON each; a line of the log that is no JSON is in `message`
 */
export function jsonLines(logs: readonly RegionLog[]): string[] {
  return logs
    .flatMap(({ region, lines }) => lines.map((line) => ({ region, line })))
    .sort((one, other) => one.line.timestamp - other.line.timestamp)
    .map(({ region, line }) => JSON.stringify({ region, ...(fieldsOf(line) ?? line) }));
}
