import { type AlarmConditions, type AlarmState, isBreaching, type MaybeValue } from "./metric-alarm";

/** What an evaluation finds, and the numbers that AWS's reason for it names. */
export interface Evaluation {
  /** Undefined: the alarm stays in its state. */
  readonly state: AlarmState | undefined;
  /** The values that were judged, the newest first: at most as many as `evaluationPeriods`. */
  readonly judged: readonly number[];
  /** How many periods were filled because too few have a value. */
  readonly filled: number;
}

/**
 * Judges the data points of an alarm by AWS's rules. They leave one case open: fewer breaching values than
 * `datapointsToAlarm`, no other values, none old enough, and missing data treated as missing. Until 2020 AWS's tables
 * had it as INSUFFICIENT_DATA; so it is here.
 *
 * @param conditions of the alarm
 * @param range the values of the evaluation range, the oldest first; it is longer than `evaluationPeriods`
 * @returns the state, or that it stays
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluateConditions(conditions: AlarmConditions, range: readonly MaybeValue[]): Evaluation {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = conditions;
  const newestFirst = range.toReversed();
  const judged = newestFirst.filter((value) => value !== undefined).slice(0, evaluationPeriods);
  const filled = evaluationPeriods - judged.length;
  const breaching = judged.filter((value) => isBreaching(conditions, value)).length;
  const stateOf = (count: number): AlarmState => (count >= datapointsToAlarm ? "ALARM" : "OK");
  const found = (state: AlarmState | undefined): Evaluation => ({ state, judged, filled });

  if (filled === 0 || treatMissingData === "notBreaching") return found(stateOf(breaching));
  if (treatMissingData === "breaching") return found(stateOf(breaching + filled));
  const isDecided = breaching >= datapointsToAlarm || breaching < judged.length;
  if (isDecided) return found(stateOf(breaching));
  // All values that there are breach the threshold, and they are fewer than the alarm asks for.
  if (treatMissingData === "ignore") return found(undefined);
  const oldest = newestFirst.findLastIndex((value) => value !== undefined) + 1;
  return found(oldest >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA");
}
