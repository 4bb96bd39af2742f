import { alarmsOf } from "../components/observability/alarms";
import { type AlarmArgs, alarmName } from "../components/observability/alarms/model";
import { show } from "./problems";
import { partitionOf } from "./regions";

/** Characters of an alarm's name: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_ALARM_NAME = 255;

/**
 * Topics and keys work in their own region alone.
 * @param setting where the ARNs stand
 * @param arns what was read
 * @param regions names of the stage's regions
 * @returns a problem unless there is no ARN, or exactly one for each region
 */
export function regionalArnProblems(setting: string, arns: readonly string[], regions: readonly string[]): string[] {
  if (arns.length === 0) return [];
  const places = arns.map((arn) => arn.split(":").slice(0, 4).join(":"));
  const service = String(places[0]?.split(":")[2]);
  const expected = regions.map((region) => `arn:${partitionOf(region)}:${service}:${region}`);
  const isComplete = places.length === expected.length && expected.every((place) => places.includes(place));
  return isComplete
    ? []
    : [`${setting}: expected none, or one ARN for each region (${expected.join(", ")}), got ${show(arns)}`];
}

/**
 * What AWS takes as the name of an alarm, which ends with the name of its stream.
 * @param args what the alarms of a region follow from, all right in itself
 * @returns a problem if a name would be too long
 */
export function alarmNameProblems(args: AlarmArgs): string[] {
  const names = alarmsOf(args).map(({ key, stream }) => alarmName(args.place, key, stream));
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0);
  return longest <= MAX_ALARM_NAME
    ? []
    : [
        `streams: expected names so short that the names of their alarms have at most ${MAX_ALARM_NAME} characters ` +
          `(or observability.alarms.enabled false), got up to ${longest}`,
      ];
}
