import { AwsError } from "../../errors";
import type { Publisher } from "../../sns/publisher";
import type { AlarmState } from "./metric-alarm";
import { notificationOf } from "./notification";
import type { AnyAlarmSettings, Transition } from "./transition";

/**
 * Takes the actions of an alarm that changed its state: it publishes to the topics among them. An action that fails
 * stops no other.
 * @param transition the change
 * @param accountId of the alarm
 * @param publisher of the account
 * @returns a line for each action, as AWS's history of the alarm has it
 */
export function publishTransition(transition: Transition, accountId: string, publisher: Publisher): readonly string[] {
  return actionsOf(transition.settings, transition.to).map((action) => {
    try {
      if (!/^arn:[\w-]+:sns:/.test(action)) throw new AwsError("NotModelled", "the local AWS models only SNS topics");
      publisher.publishAlarm(transition.arn, { topicArn: action, ...notificationOf(transition, accountId) });
      return `Successfully executed action ${action}`;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return `Failed to execute action ${action}. Received error: '${error.message}'`;
    }
  });
}

function actionsOf(settings: AnyAlarmSettings, state: AlarmState): readonly string[] {
  const { okActions, alarmActions, insufficientDataActions } = settings;
  return { OK: okActions, ALARM: alarmActions, INSUFFICIENT_DATA: insufficientDataActions }[state] ?? [];
}
