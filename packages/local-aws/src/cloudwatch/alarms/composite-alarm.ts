import { AwsError } from "../../errors";
import { parseCompositeRule } from "./composite-rule";
import type { AlarmSettings } from "./metric-alarm";

/** A composite alarm, by the names of `aws:cloudwatch/compositeAlarm:CompositeAlarm`. */
export interface CompositeAlarmSettings extends AlarmSettings {
  readonly alarmName: string;
  readonly alarmRule: string;
  /** Not modelled. */
  readonly actionsSuppressor?: unknown;
}

/**
 * The name in a name or an ARN.
 * @param nameOrArn as a rule has it
 * @returns the alarm's name
 */
export const alarmNameOf = (nameOrArn: string): string =>
  nameOrArn.replace(/^arn:[\w-]+:cloudwatch:[\w-]+:\d{12}:alarm:/, "");

/**
 * Refuses a composite alarm that AWS refuses, and one with an action suppressor, which is not modelled. A rule may lead
 * back to its own alarm: AWS takes it, and then does not evaluate it.
 * @param alarm to create or update
 * @param hasAlarm whether the region has an alarm of this name
 * @throws AwsError ValidationError
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function refuseCompositeAlarm(alarm: CompositeAlarmSettings, hasAlarm: (name: string) => boolean): void {
  const { alarms } = parseCompositeRule(alarm.alarmRule);
  const absent = alarms.filter((nameOrArn) => !hasAlarm(alarmNameOf(nameOrArn)));
  if (absent.length > 0) {
    throw new AwsError(
      "ValidationError",
      `Could not save the composite alarm as alarms [${absent.join(", ")}] in the alarm rule do not exist`,
    );
  }
  if (alarm.actionsSuppressor !== undefined) {
    throw new AwsError(
      "ValidationError",
      "the local AWS does not model actionsSuppressor (packages/local-aws/src/cloudwatch/alarms/composite-alarm.ts)",
    );
  }
}

/**
 * Refuses to delete an alarm that a composite alarm asks for.
 * @param name of the alarm
 * @param composites the composite alarms of its region
 * @throws AwsError ValidationError
 */
export function refuseAlarmDeletion(name: string, composites: Iterable<CompositeAlarmSettings>): void {
  for (const { alarmName, alarmRule } of composites) {
    if (parseCompositeRule(alarmRule).alarms.some((nameOrArn) => alarmNameOf(nameOrArn) === name)) {
      throw new AwsError(
        "ValidationError",
        `Cannot delete ${name} as there are composite alarm(s) depending on it: ${alarmName}`,
      );
    }
  }
}
