import { resourceRule } from "../pack/rule";
import { isSet, listAt, valueAt } from "../read/resource";
import { isNotKnownYet } from "../read/resource";
import { type } from "../read/types";

export const alarmActions = resourceRule({
  name: "alarm-actions",
  description: "Alarms tell somebody.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Give the alarm alarmActions with the ARN of a topic that somebody reads.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  tags: ["cloudwatch", "being-seen"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "CloudWatch.15",
    specification: "CloudWatch alarms should have specified actions configured",
  },
  types: [type.metricAlarm],
  checks: [
    (alarm) =>
      valueAt(alarm, "actionsEnabled") === false ? "actionsEnabled is false: the alarm is silent." : undefined,
    (alarm) => (hasActions(alarm) ? undefined : "alarmActions is not set: nobody hears the alarm."),
  ],
});

/** A topic's ARN is unknown before it is made; that one is named is enough. */
function hasActions(alarm: Parameters<typeof listAt>[0]): boolean {
  try {
    return isSet(alarm, "alarmActions") && listAt(alarm, "alarmActions").length > 0;
  } catch (error) {
    if (isNotKnownYet(error)) return true;
    throw error;
  }
}
