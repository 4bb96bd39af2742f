import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { keepsAlarmsOut } from "../read/alarms/message";
import { alarmsBehind } from "../read/alarms/rule";
import { alarmsKeptOut } from "../read/alarms/topic";
import { isSet, textAt, valueAt } from "../read/resource";
import { knownAt, knownListAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

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
  types: [awsType.metricAlarm, awsType.compositeAlarm, awsType.topicSubscription],
  checks: [
    (alarm) =>
      isAlarm(alarm) && valueAt(alarm, "actionsEnabled") === false
        ? "actionsEnabled is false: the alarm is silent."
        : undefined,
    (alarm, stack) =>
      !isAlarm(alarm) || isSet(alarm, "alarmActions") || isHeardByAnother(alarm, stack)
        ? undefined
        : "alarmActions is not set: nobody hears the alarm.",
    (alarm, stack) => {
      const actions = knownListAt(alarm, "alarmActions");
      // An action that is not known yet is one of a resource: a topic, as a rule.
      if (actions.length === 0 || !actions.every(isSilent) || isHeardByAnother(alarm, stack)) return undefined;
      return "alarmActions change machines and tell nobody: nobody hears the alarm.";
    },
    (alarm, stack) => {
      const topics = sourcesOf(alarm, "alarmActions", awsType.topic).map((topic) => alarmsKeptOut(topic, stack));
      const words = topics.includes("denied") ? "denies CloudWatch to publish" : "does not let CloudWatch publish";
      return topics.some((kept) => kept !== undefined)
        ? `alarmActions is a topic whose policy ${words}: nobody hears the alarm.`
        : undefined;
    },
    (alarm, stack) =>
      sourcesOf(alarm, "alarmActions", awsType.lambdaFunction).some((called) => !isCalledByAlarms(called, stack))
        ? "alarmActions is a function that does not let alarms call it: nobody hears the alarm."
        : undefined,
    (subscription, stack) => {
      if (subscription.type !== awsType.topicSubscription || !hearsAlarms(subscription, stack)) return undefined;
      return keepsAlarmsOut(textAt(subscription, "filterPolicy"), textAt(subscription, "filterPolicyScope"))
        ? "filterPolicy keeps out the messages of alarms that go off: nobody hears them."
        : undefined;
    },
  ],
});

const isAlarm = ({ type: own }: PolicyResource): boolean => own !== awsType.topicSubscription;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html */
const isCalledByAlarms = (called: PolicyResource, stack: Stack): boolean =>
  stack
    .ofType(awsType.lambdaPermission)
    .some(
      (permission) =>
        sourcesOf(permission, "function").includes(called) &&
        ["lambda.alarms.cloudwatch.amazonaws.com", "*", undefined].includes(
          knownAt(permission, "principal") as string | undefined,
        ),
    );

/** Whether a subscription is to a topic that alarms of the stack notify. */
function hearsAlarms(subscription: PolicyResource, stack: Stack): boolean {
  const topics = sourcesOf(subscription, "topic", awsType.topic);
  return [awsType.metricAlarm, awsType.compositeAlarm]
    .flatMap((kind) => stack.ofType(kind))
    .some((alarm) => sourcesOf(alarm, "alarmActions", awsType.topic).some((topic) => topics.includes(topic)));
}

/**
 * Actions on machines, and those of Auto Scaling.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
const isSilent = (action: unknown): boolean =>
  typeof action === "string" && /^arn:[^:]*:(automate|swf|autoscaling):/.test(action);

/** Whether a composite alarm of this stack, which is judged itself, goes by this one. */
function isHeardByAnother(alarm: PolicyResource, stack: Stack): boolean {
  const name = knownAt(alarm, alarm.type === awsType.compositeAlarm ? "alarmName" : "name");
  return stack.ofType(awsType.compositeAlarm).some((composite) => {
    if (sourcesOf(composite, "alarmRule").includes(alarm)) return true;
    const rule = knownAt(composite, "alarmRule");
    return typeof rule === "string" && typeof name === "string" && alarmsBehind(rule).includes(name);
  });
}
