import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { alarmsKeptOut } from "../read/alarm-topic";
import { isSet, textAt, valueAt } from "../read/resource";
import { knownAt, knownListAt, sourcesOf, type Stack } from "../read/stack";
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
    (alarm) =>
      alarm.type === type.compositeAlarm && /^\s*FALSE\s*$/i.test(textAt(alarm, "alarmRule") ?? "")
        ? "alarmRule is FALSE: the alarm never goes off."
        : undefined,
    (alarm, stack) => {
      const actions = knownListAt(alarm, "alarmActions");
      // An action that is not known yet is one of a resource: a topic, as a rule.
      if (actions.length === 0 || !actions.every(isSilent) || isHeardByAnother(alarm, stack)) return undefined;
      return "alarmActions change machines and tell nobody: nobody hears the alarm.";
    },
    (alarm, stack) => {
      const topics = sourcesOf(alarm, "alarmActions", type.topic).map((topic) => alarmsKeptOut(topic, stack));
      const words = topics.includes("denied") ? "denies CloudWatch to publish" : "does not let CloudWatch publish";
      return topics.some((kept) => kept !== undefined)
        ? `alarmActions is a topic whose policy ${words}: nobody hears the alarm.`
        : undefined;
    },
  ],
});

/**
 * Actions on machines, and those of Auto Scaling.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
const isSilent = (action: unknown): boolean =>
  typeof action === "string" && /^arn:[^:]*:(automate|swf|autoscaling):/.test(action);

/** Whether a composite alarm of this stack, which is judged itself, goes by this one. */
function isHeardByAnother(alarm: PolicyResource, stack: Stack): boolean {
  const name = knownAt(alarm, alarm.type === type.compositeAlarm ? "alarmName" : "name");
  return stack.ofType(type.compositeAlarm).some((composite) => {
    if (sourcesOf(composite, "alarmRule").includes(alarm)) return true;
    const rule = knownAt(composite, "alarmRule");
    return typeof rule === "string" && typeof name === "string" && namesIn(rule).includes(name);
  });
}

/**
 * The alarms that a rule goes by: `ALARM("a") AND NOT OK(b)`, each by its name or by an ARN that ends in it. What it goes by
 * only while an alarm does not stand is left out.
 */
const namesIn = (rule: string): readonly string[] =>
  [...rule.matchAll(/\b(NOT\s+)?(ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]*?)"?\s*\)/g)]
    .filter(([, not, state]) => (state === "ALARM") === (not === undefined))
    .map(([, , , named = ""]) => named.split(":alarm:").at(-1) ?? "");
