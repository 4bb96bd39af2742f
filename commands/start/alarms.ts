import type { LocalAws, NamedStatus, Transition } from "@aerospike-kinesis/local-aws";

import { count } from "../shared/count";
import { MINUTE_MS } from "../shared/durations";

/** The alarms of a local AWS. */
export type Alarms = Pick<LocalAws["cloudWatch"]["alarms"], "all" | "evaluate">;

/** Calls `run` again and again. @returns ends it */
export type Every = (milliseconds: number, run: () => void) => () => void;

/**
 * Says how the alarms stand, in few lines.
 * @param alarms all that there are
 * @returns how many are OK, which are not, and what those in ALARM mean
 */
export function describeAlarms(alarms: readonly NamedStatus[]): string[] {
  if (alarms.length === 0) return ["Alarms: none, because observability.alarms.enabled is false."];
  const ofState = (state: string): readonly NamedStatus[] => alarms.filter((alarm) => alarm.state === state);
  const [ok, unknown] = [ofState("OK"), ofState("INSUFFICIENT_DATA")];
  if (unknown.length === alarms.length) {
    return [`Alarms: ${alarms.length}, all with insufficient data. They are evaluated at the end of each minute.`];
  }
  return [
    `Alarms: ${ok.length} OK, ${ofState("ALARM").length} in ALARM, ${unknown.length} with insufficient data.`,
    ...alarmsThatStand(alarms),
    ...unknown.map(({ name, settings }) => `  INSUFFICIENT_DATA  ${name}, ${settings.region}`),
  ];
}

/**
 * Says which alarms are in ALARM.
 * @param alarms all that there are
 * @returns two lines for each of them; none if none is
 */
export const alarmsThatStand = (alarms: readonly NamedStatus[]): string[] =>
  alarms
    .filter(({ state }) => state === "ALARM")
    .flatMap(({ name, settings }) => [
      `  ALARM  ${name}, ${settings.region}`,
      `         ${settings.alarmDescription ?? ""}`,
    ]);

/**
 * Writes changes of alarms for people. The description of an alarm says how urgent it is and what it means, and ends with
 * its address in the runbook. Alarms that get their first data have one line together.
 * @param changes in their order
 * @returns lines that begin with the time (UTC)
 */
function describeChanges(changes: readonly Transition[]): string[] {
  const isFirst = ({ from, to }: Transition): boolean => from === "INSUFFICIENT_DATA" && to === "OK";
  const first = changes.filter(isFirst);
  const [earliest] = first;
  return [
    ...(earliest === undefined
      ? []
      : [`${timeOf(earliest)}  OK     ${count(first.length, "alarm")} for the first time`]),
    ...changes
      .filter((change) => !isFirst(change))
      .flatMap((change) => {
        const { name, from, to, settings } = change;
        const place = `${timeOf(change)}  ${to.padEnd(5)}  ${name}, ${settings.region}`;
        return to === "ALARM"
          ? [place, `                 ${settings.alarmDescription ?? ""}`]
          : [`${place} (was ${from})`];
      }),
  ];
}

const timeOf = ({ at }: Transition): string => new Date(at).toISOString().slice(11, 19);

/** Whose changes are told, and how. */
export interface ReportAlarmChangesOptions {
  readonly alarms: Alarms;
  /** The time of the local AWS, in milliseconds since 1970. */
  readonly now: () => number;
  readonly every: Every;
  /** Takes a line for each change. */
  readonly report: (line: string) => void;
}

/**
 * Evaluates the alarms once a minute, as AWS does, and tells of each change.
 * @param options the alarms, the time, a timer, and who is told
 * @returns ends it
 */
export const reportAlarmChanges = ({ alarms, now, every, report }: ReportAlarmChangesOptions): (() => void) =>
  every(MINUTE_MS, () => {
    describeChanges(alarms.evaluate(now())).forEach(report);
  });
