import { javaNumber } from "./comparisons";
import type { DataPoint } from "./data-points";
import type { Evaluation } from "./evaluate-conditions";
import type { AlarmConditions, AlarmState } from "./metric-alarm";

/** What AWS calls a missing data point that counts as breaching or not. */
const TREATED_AS: Readonly<Record<string, string>> = { breaching: "Breaching", notBreaching: "NonBreaching" };

/**
 * Says why an alarm changed its state, in AWS's words, as seen in notifications of alarms.
 * @param conditions of the alarm
 * @param evaluation that changed the state
 * @param from the state before
 * @param to the state that it found
 * @returns the reason
 */
export function stateReason(
  conditions: AlarmConditions,
  evaluation: Evaluation<DataPoint>,
  from: AlarmState,
  to: AlarmState,
): string {
  const { judged, filled } = evaluation;
  const periods = plural(conditions.evaluationPeriods, "period");
  if (to === "INSUFFICIENT_DATA") return `Insufficient Data: ${plural(filled, "datapoint")} ${was(filled)} unknown.`;
  const treatedAs = TREATED_AS[conditions.treatMissingData];
  if (filled > 0 && treatedAs !== undefined) {
    const received =
      judged.length === 0 ? "no datapoints were" : `${plural(judged.length, "datapoint")} ${was(judged.length)}`;
    return (
      `Threshold Crossed: ${received} received for ${periods} and ` +
      `${plural(filled, "missing datapoint")} ${was(filled)} treated as [${treatedAs}].`
    );
  }
  return thresholdReason(conditions, evaluation, from, to);
}

function thresholdReason(
  { limit, datapointsToAlarm, evaluationPeriods }: AlarmConditions,
  { judged, breaching }: Evaluation<DataPoint>,
  from: AlarmState,
  to: AlarmState,
): string {
  const named = to === "ALARM" ? breaching : judged.filter((point) => !breaching.includes(point));
  const list = named.map(({ value, timestamp }) => `${javaNumber(value)} (${shortDate(timestamp)})`).join(", ");
  const verb = `${was(named.length)}${to === "ALARM" ? "" : " not"}`;
  const minimum = to === "ALARM" ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  return (
    `Threshold Crossed: ${named.length} out of the last ${judged.length} datapoints [${list}] ` +
    `${verb} ${limit} ` +
    `(minimum ${plural(minimum, "datapoint")} for ${from} -> ${to} transition).`
  );
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const was = (count: number): string => (count === 1 ? "was" : "were");

/** `28/11/26 14:05:00` */
function shortDate(timestamp: number): string {
  const [year = "", month = "", day = ""] = new Date(timestamp).toISOString().slice(2, 10).split("-");
  return `${day}/${month}/${year} ${new Date(timestamp).toISOString().slice(11, 19)}`;
}
