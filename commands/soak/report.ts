import type { Cause } from "@aerospike-kinesis/esp-simulator";

import { columns } from "../shared/columns";
import { mostFirst } from "../shared/count";
import type { Findings } from "./audit";
import type { AlarmFindings } from "./judge-alarms";
import type { TroubleName } from "./profiles";

/** The results of one profile. */
export interface ProfileReport extends Findings {
  readonly profile: string;
  /** How many records had to be sent. */
  readonly asked: number;
  /** Faults and actions that never came, or not as often as they had to; `shard-rate` if no shard refused anything. */
  readonly unmet: readonly (TroubleName | "shard-rate")[];
  /** Records that XDR got, and how often they were sent to a connector. */
  readonly sent: number;
  readonly attempts: number;
  readonly acknowledged: number;
  /** Records that were not acknowledged, even after the faults ended. XDR still has them. */
  readonly undelivered: number;
  /** How many attempts failed, by cause, and how often each fault and action happened, by name. */
  readonly retries: Readonly<Partial<Record<Cause, number>>>;
  readonly struck: Readonly<Partial<Record<TroubleName, number>>>;
  /** How many records a shard refused because of its own limits, by shard. */
  readonly throttledShards: Readonly<Record<string, number>>;
  /** Answers after XDR's limit, which is ten seconds unless the timeouts are scaled down. */
  readonly late: number;
  /** Partitions in which a record failed for as long as that limit. */
  readonly stalledPartitions: number;
  /** Partitions of which XDR sent nothing new for a while, because ten of their records failed. */
  readonly throttledPartitions: number;
  readonly seconds: number;
  readonly acknowledgedPerSecond: number;
  /** From a record's first attempt to its acknowledgement. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly alarms: AlarmFindings;
}

/** Whether nothing is lost, altered or stuck, and no consumer has an old version. */
const isSound = ({ lost, altered, undelivered, stale }: ProfileReport): boolean =>
  lost === 0 && altered === 0 && undelivered === 0 && stale === 0;

/** Whether every promised alarm went off, and no false one. */
const isWatched = ({ alarms: { quiet, falseAlarms } }: ProfileReport): boolean =>
  quiet.length === 0 && falseAlarms.length === 0;

/**
 * Whether a report proves something: the pipeline is sound, the profile did what it had to do, and the right alarms went
 * off. A run that is cut short, or in which a fault never came, proves nothing.
 * @param report of a profile
 * @returns whether it proves that nothing is lost, and that those who must know of the trouble do
 */
export const isProof = (report: ProfileReport): boolean =>
  isSound(report) && isWatched(report) && report.sent >= report.asked && report.unmet.length === 0;

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

/**
 * The exit code of the command.
 * @param reports of all profiles
 * @returns 0 if every profile is a proof, else 1
 */
export const exitCodeOf = (reports: readonly ProfileReport[]): 0 | 1 => (reports.every(isProof) ? 0 : 1);

/**
 * Writes the reports for people: a table, the faults that each profile met, its alarms, and what is wrong.
 * @param reports of the profiles
 * @returns lines
 */
export function reportLines(reports: readonly ProfileReport[]): string[] {
  return [
    "",
    ...columns([HEAD, ...reports.map(row)]),
    "",
    ...reports.flatMap(describeTrouble),
    "",
    ...columns([ALARMS_HEAD, ...reports.map(alarmsRow)]),
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

const ALARMS_HEAD = ["PROFILE", "ALARMS", "PROMISED", "WENT OFF (MINUTE)"];

const alarmsRow = (report: ProfileReport): string[] => [
  report.profile,
  isWatched(report) ? "right" : "WRONG",
  listOf(report.alarms.promised),
  listOf(report.alarms.wentOff.map(({ alarm, severity, minute }) => `${alarm} (${severity}, ${minute})`)),
];

const listOf = (words: readonly string[]): string => (words.length === 0 ? "none" : words.join(", "));

/**
 * Lists the faults and the failed attempts. Their numbers can differ: a request that waits behind a faulty one can fail
 * as well, and a faulty one can still be stored.
 */
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
  const { profile, asked, sent, unmet, lost, altered, undelivered, stale, alarms } = report;
  return [
    ...(isSound(report)
      ? []
      : [
          `${profile}: ${lost} acknowledged and not stored, ${altered} stored as nobody sent them, ${undelivered} never acknowledged, ${stale} keys of which a consumer has an old version`,
        ]),
    ...(sent < asked
      ? [`${profile}: the time was over after ${sent} of ${asked} records: give it more --seconds`]
      : []),
    ...alarms.quiet.map((name) => `${profile}: alarm ${name} had to go off, and stayed quiet`),
    ...alarms.falseAlarms.map((name) => `${profile}: alarm ${name} went off, and nothing was wrong that it is about`),
    ...unmet.map((name) => `${profile}: ${name === "shard-rate" ? NONE_REFUSED : `${name} ${CAME_LESS}`}`),
  ];
}

const NONE_REFUSED = "no shard refused a record: give it a smaller --shard-rate, or more --records";
const CAME_LESS = "did not come, or too rarely: give it more --records or --seconds, or a higher rate";
