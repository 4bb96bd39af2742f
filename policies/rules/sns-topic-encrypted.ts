import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isAwsManagedKey } from "../read/encryption";
import { isSet, textAt } from "../read/resource";
import { knownAt, knownListAt, sourcesOf } from "../read/stack";
import { type } from "../read/types";

const ALARMS = [type.metricAlarm, type.compositeAlarm];
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
  types: [type.topic],
  checks: [
    (topic) =>
      isSet(topic, "kmsMasterKeyId") ? undefined : "kmsMasterKeyId is not set: the topic's messages are not encrypted.",
    (topic, stack) => {
      const key = textAt(topic, "kmsMasterKeyId");
      if (key === undefined || !isAwsManagedKey(key)) return undefined;
      const alarms = ALARMS.flatMap((alarm) => stack.ofType(alarm));
      return alarms.some((alarm) => notifies(alarm, topic))
        ? "kmsMasterKeyId is AWS's own key, which CloudWatch cannot use: the alarms of this topic reach nobody."
        : undefined;
    },
  ],
});

function notifies(alarm: PolicyResource, topic: PolicyResource): boolean {
  const arn = knownAt(topic, "arn");
  return ACTIONS.some(
    (actions) =>
      sourcesOf(alarm, actions).includes(topic) || (arn !== undefined && knownListAt(alarm, actions).includes(arn)),
  );
}
