import type { Cause } from "@aerospike-kinesis/esp-simulator";

import { columns } from "../shared/columns";
import { mostFirst } from "../shared/count";
import type { Findings } from "./audit";
import type { TroubleName } from "./profiles";

/** What one profile came to. */
export interface ProfileReport extends Findings {
  readonly profile: string;
  /** Records that were to be sent. */
  readonly asked: number;
  /** What was to go wrong and never did, or not as often as it was to; `shard-rate` if no shard refused anything. */
  readonly unmet: readonly (TroubleName | "shard-rate")[];
  /** Records handed to XDR, and how often they were sent to a connector. */
  readonly sent: number;
  readonly attempts: number;
  readonly acknowledged: number;
  /** Not acknowledged even when nothing failed any more: XDR still has them. */
  readonly undelivered: number;
  /** Attempts that failed, by cause, and what was done to the pipeline, by name. */
  readonly retries: Readonly<Partial<Record<Cause, number>>>;
  readonly struck: Readonly<Partial<Record<TroubleName, number>>>;
  /** Records refused by a shard's own limits, by shard. */
  readonly throttledShards: Readonly<Record<string, number>>;
  /** Answers after XDR's limit, ten seconds where nothing is scaled down. */
  readonly late: number;
  /** Partitions in which a record failed for as long as that limit. */
  readonly stalledPartitions: number;
  /** Partitions of which XDR has sent nothing new for a while, as ten of their records failed. */
  readonly throttledPartitions: number;
  readonly seconds: number;
  readonly acknowledgedPerSecond: number;
  /** From a record's first attempt to its acknowledgement. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Nothing lost, nothing altered, nothing stuck, and no consumer left with an old version. */
const isSound = ({ lost, altered, undelivered, stale }: ProfileReport): boolean =>
  lost === 0 && altered === 0 && undelivered === 0 && stale === 0;

/** Sound, and did what was asked for: a run that was cut short, or met nothing, proves nothing. */
export const isProof = (report: ProfileReport): boolean =>
  isSound(report) && report.sent >= report.asked && report.unmet.length === 0;

const HEAD = [
  "PROFILE",
  "SENT",
  "ACKED",
  "STORED",
  "LOST",
  "ALTERED",
  "UNDELIVERED",
  "DUPLICATES",
  "DROPPABLE",
  "STALE",
  "OUT OF ORDER",
  "LATE",
  "STALLED",
  "THROTTLED",
  "PER SECOND",
  "P50 MS",
  "P99 MS",
];

/** What the command ends with: 0 if every profile is sound and did what it was asked for. */
export const exitCodeOf = (reports: readonly ProfileReport[]): 0 | 1 => (reports.every(isProof) ? 0 : 1);

/** The reports as a table for people, what each met, and what it comes to. */
export function reportLines(reports: readonly ProfileReport[]): string[] {
  return [
    "",
    ...columns([HEAD, ...reports.map(row)]),
    "",
    ...reports.flatMap(describeTrouble),
    "",
    ...reports.flatMap(complaints),
  ];
}

const row = (report: ProfileReport): string[] => [
  report.profile,
  ...[report.sent, report.acknowledged, report.stored, report.lost, report.altered, report.undelivered].map(String),
  ...[
    report.duplicates,
    report.droppable,
    report.stale,
    report.outOfOrder,
    report.late,
    report.stalledPartitions,
    report.throttledPartitions,
  ].map(String),
  ...[report.acknowledgedPerSecond, report.p50Ms, report.p99Ms].map((number) => number.toFixed(0)),
];

/** Requests that wait behind one that is struck can fail as well, and one that is struck can be stored all the same. */
const describeTrouble = ({ profile, retries, struck }: ProfileReport): string[] => [
  ...describeCounts(`${profile} struck`, struck),
  ...describeCounts(`${profile} sent again after`, retries),
];

const describeCounts = (what: string, counts: Readonly<Partial<Record<string, number>>>): string[] =>
  Object.keys(counts).length === 0
    ? []
    : [
        `${what}: ${mostFirst(counts)
          .map(([name, number]) => `${name}: ${number}`)
          .join(", ")}`,
      ];

function complaints(report: ProfileReport): string[] {
  const { profile, asked, sent, unmet, lost, altered, undelivered, stale } = report;
  return [
    ...(isSound(report)
      ? []
      : [
          `${profile}: ${lost} acknowledged and not stored, ${altered} stored as nobody sent them, ${undelivered} never acknowledged, ${stale} keys of which a consumer has an old version`,
        ]),
    ...(sent < asked
      ? [`${profile}: the time was over after ${sent} of ${asked} records: give it more --seconds`]
      : []),
    ...unmet.map((name) => `${profile}: ${name === "shard-rate" ? NONE_REFUSED : `${name} ${CAME_LESS}`}`),
  ];
}

const NONE_REFUSED = "no shard refused a record: a smaller --shard-rate, or more --records";
const CAME_LESS = "did not come, or not as often as it was to: more --records or --seconds, or a higher rate";
