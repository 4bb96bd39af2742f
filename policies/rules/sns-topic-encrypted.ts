import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { accountOf, isForAlarmsOf, statementsOnAlarms } from "../read/alarms/topic";
import { isAwsManagedKey } from "../read/encryption";
import { isFirmDenial } from "../read/permissions/condition";
import { matchesAction } from "../read/permissions/policy-document";
import { isSet, textAt } from "../read/resource";
import { knownAt, knownListAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

const ALARMS = [awsType.metricAlarm, awsType.compositeAlarm];
const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"];

export const snsTopicEncrypted = stackRule({
  name: "sns-topic-encrypted",
  description: "Topics are encrypted, with a key that those who publish can use.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set kmsMasterKeyId to a customer's key. If alarms publish to the topic, let cloudwatch.amazonaws.com use " +
    "kms:Decrypt and kms:GenerateDataKey* in the key's policy.",
  url: "https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns",
  tags: ["sns", "security", "encryption-at-rest"],
  types: [awsType.topic],
  checks: [
    (topic) =>
      isSet(topic, "kmsMasterKeyId") ? undefined : "kmsMasterKeyId is not set: the topic's messages are not encrypted.",
    (topic, stack) => {
      const key = textAt(topic, "kmsMasterKeyId");
      if (key === undefined || !isAwsManagedKey(key)) return undefined;
      return isNotified(topic, stack)
        ? `kmsMasterKeyId is AWS's own key, which CloudWatch cannot use: ${UNHEARD}`
        : undefined;
    },
    (topic, stack) => {
      const [key] = sourcesOf(topic, "kmsMasterKeyId", awsType.key);
      if (key === undefined || !isNotified(topic, stack)) return undefined;
      return mayAlarmsUse(key, stack)
        ? undefined
        : `kmsMasterKeyId is a key whose policy does not let CloudWatch use it: ${UNHEARD}`;
    },
  ],
});

const UNHEARD = "the alarms of this topic reach nobody.";

const isNotified = (topic: PolicyResource, stack: Stack): boolean =>
  ALARMS.flatMap((alarm) => stack.ofType(alarm)).some((alarm) => notifies(alarm, topic));

/** What CloudWatch does with the key of a topic. */
const USES = ["kms:decrypt", "kms:generatedatakey"];

/** Whether the policies of a key let CloudWatch use it, for alarms of the key's own account. */
function mayAlarmsUse(key: PolicyResource, stack: Stack): boolean {
  const statements = statementsOnAlarms(key, stack);
  const denied = statements.filter(isFirmDenial).flatMap(({ actions }) => actions);
  const allowed = statements
    .filter((one) => one.allows && isForAlarmsOf(one, accountOf(key)))
    .flatMap(({ actions }) => actions);
  return USES.every((use) => matchesAction(allowed, use) && !matchesAction(denied, use));
}

function notifies(alarm: PolicyResource, topic: PolicyResource): boolean {
  const arn = knownAt(topic, "arn");
  return ACTIONS.some(
    (actions) =>
      sourcesOf(alarm, actions).includes(topic) || (arn !== undefined && knownListAt(alarm, actions).includes(arn)),
  );
}
