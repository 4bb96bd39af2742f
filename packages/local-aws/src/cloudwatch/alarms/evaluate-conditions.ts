import type { AlarmConditions, AlarmState } from "./metric-alarm";

/** What an evaluation finds, and what AWS's reason for it names. */
export interface Evaluation<Point> {
  /** Undefined: the alarm stays in its state. */
  readonly state: AlarmState | undefined;
  /** The data points that were judged, the newest first: at most as many as `evaluationPeriods`. */
  readonly judged: readonly Point[];
  /** Those of them that breach the threshold. */
  readonly breaching: readonly Point[];
  /** How many periods were filled because too few have a data point. */
  readonly filled: number;
}

/**
 * Judges the data points of an alarm by AWS's rules. They leave one case open: fewer breaching data points than
 * `datapointsToAlarm`, no others, none old enough, and missing data treated as missing. Until 2020 AWS's tables had it as
 * INSUFFICIENT_DATA; so it is here.
 * @param conditions of the alarm
 * @param range the data points of the evaluation range, the oldest first; it is longer than `evaluationPeriods`
 * @returns the state, or that it stays
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluateConditions<Point extends { readonly value: number }>(
  { breaches, evaluationPeriods, datapointsToAlarm, treatMissingData }: AlarmConditions,
  range: readonly (Point | undefined)[],
): Evaluation<Point> {
  const newestFirst = range.toReversed();
  const judged = newestFirst.filter((point) => point !== undefined).slice(0, evaluationPeriods);
  const breaching = judged.filter(({ value }) => breaches(value));
  const filled = evaluationPeriods - judged.length;
  const stateOf = (count: number): AlarmState => (count >= datapointsToAlarm ? "ALARM" : "OK");

  const decide = (): AlarmState | undefined => {
    if (filled === 0 || treatMissingData === "notBreaching") return stateOf(breaching.length);
    if (treatMissingData === "breaching") return stateOf(breaching.length + filled);
    const isDecided = breaching.length >= datapointsToAlarm || breaching.length < judged.length;
    if (isDecided) return stateOf(breaching.length);
    // All data points that there are breach the threshold, and they are fewer than the alarm asks for.
    if (treatMissingData === "ignore") return undefined;
    const ageOfOldest = newestFirst.findLastIndex((point) => point !== undefined) + 1;
    return ageOfOldest >= datapointsToAlarm ? "ALARM" : "INSUFFICIENT_DATA";
  };
  return { state: decide(), judged, breaching, filled };
}
