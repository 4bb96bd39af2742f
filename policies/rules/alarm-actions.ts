import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isSet, valueAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { type } from "../read/types";

export const alarmActions = stackRule({
  name: "alarm-actions",
  description: "Alarms tell somebody.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Give the alarm alarmActions with the ARN of a topic that somebody reads.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  tags: ["cloudwatch", "observability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "CloudWatch.15",
    specification: "CloudWatch alarms should have specified actions configured",
  },
  types: [type.metricAlarm, type.compositeAlarm],
  checks: [
    (alarm) =>
      valueAt(alarm, "actionsEnabled") === false ? "actionsEnabled is false: the alarm is silent." : undefined,
    (alarm, stack) =>
      isSet(alarm, "alarmActions") || isHeardByAnother(alarm, stack)
        ? undefined
        : "alarmActions is not set: nobody hears the alarm.",
  ],
});

/** Whether a composite alarm of this stack, which is judged itself, goes by this one. */
function isHeardByAnother(alarm: PolicyResource, stack: Stack): boolean {
  const name = knownAt(alarm, alarm.type === type.compositeAlarm ? "alarmName" : "name");
  return stack.ofType(type.compositeAlarm).some((composite) => {
    if (sourcesOf(composite, "alarmRule").includes(alarm)) return true;
    const rule = knownAt(composite, "alarmRule");
    return typeof rule === "string" && typeof name === "string" && namesIn(rule).includes(name);
  });
}

/** The alarms that a rule goes by: `ALARM("a") OR OK(b)`, each by its name or by an ARN that ends in it. */
const namesIn = (rule: string): readonly string[] =>
  [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]*?)"?\s*\)/g)].map(
    ([, named = ""]) => named.split(":alarm:").at(-1) ?? "",
  );
