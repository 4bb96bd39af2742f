import { columns } from "../../shared/columns";
import type { PathReport } from "./run-outage";

const HEAD = [
  ...["MODE", "OUTAGE", "SECONDS", "PATH", "SENT", "ACKED", "IN OUTAGE", "STORED", "LOST", "ALTERED", "STALE"],
  ...["DUPLICATES", "OUT OF ORDER", "FAILED", "LAG P50 MS", "P99 MS", "MOST MS"],
];

/**
 * Writes the reports of a mode for people: a row for each path.
 * @param mode how the connectors use the regions
 * @param reports of all paths
 * @returns lines
 */
export const outageLines = (mode: string, reports: readonly PathReport[]): string[] =>
  columns([HEAD, ...reports.map((report) => row(mode, report))]);

const row = (mode: string, report: PathReport): string[] => [
  ...[mode, report.kind, (report.outageMs / 1000).toFixed(1), report.isCut ? `${report.path} (dead)` : report.path],
  ...[report.sent, report.acknowledged].map(String),
  `${report.acknowledgedInOutage} of ${report.writtenInOutage}`,
  ...[report.stored, report.lost, report.altered, report.stale, report.duplicates, report.outOfOrder].map(String),
  String(report.failedAttempts),
  ...[report.lagMs.p50, report.lagMs.p99, report.lagMs.most].map((lag) => lag.toFixed(0)),
];

/**
 * Says what is wrong. The promise: nothing is lost, and a path that does not need the dead region does not notice it.
 * @param reports of all paths
 * @returns a line for each problem; none if the promise holds
 */
export const outageProblems = (reports: readonly PathReport[]): string[] =>
  reports.flatMap((report) => {
    const { kind, path, isCut, sent, acknowledged, lost, altered, stale, failedAttempts } = report;
    return [
      ...(lost + altered + stale > 0 ? [`${lost} lost, ${altered} altered, ${stale} stale`] : []),
      ...(acknowledged < sent ? [`${sent - acknowledged} of ${sent} not acknowledged after the outage`] : []),
      ...(isCut && failedAttempts === 0 ? ["no request met the outage: it proves nothing"] : []),
      ...(!isCut && report.acknowledgedInOutage < report.writtenInOutage
        ? [
            `only ${report.acknowledgedInOutage} of ${report.writtenInOutage} acknowledged while the other region was dead`,
          ]
        : []),
    ].map((problem) => `${kind}, ${path}: ${problem}`);
  });
