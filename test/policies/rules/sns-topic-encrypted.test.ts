import { snsTopicEncrypted } from "../../../policies/rules/sns-topic-encrypted";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const topic = (inputs: Fixture["inputs"]): Fixture => ({
  type: "aws:sns/topic:Topic",
  name: "topic",
  inputs: { region: "eu-west-1", ...inputs },
  outputs: { arn: awsAssigns("arn:aws:sns:eu-west-1:123456789012:orders") },
});
const PLAIN = { topic: ["kmsMasterKeyId is not set: the topic's messages are not encrypted."] };
const UNHEARD = {
  topic: ["kmsMasterKeyId is AWS's own key, which CloudWatch cannot use: the alarms of this topic reach nobody."],
};
const alarm = (type: string, property: string): Fixture => ({
  type,
  name: "bell",
  inputs: {
    region: "eu-west-1",
    alarmActions: ["arn:aws:sns:eu-west-1:123456789012:other"],
    [property]: [awsAssigns("arn:aws:sns:eu-west-1:123456789012:orders")],
  },
  edges: { [property]: ["topic"] },
});

describeRule(snsTopicEncrypted, {
  finds: {
    "a topic without a key": { stack: plus(topic({})), found: PLAIN },
    "an empty key": { stack: plus(topic({ kmsMasterKeyId: "" })), found: PLAIN },
    "AWS's own key, if an alarm notifies the topic": {
      stack: plus(
        topic({ kmsMasterKeyId: "alias/aws/sns" }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
      found: UNHEARD,
    },
    "AWS's own key, if the end of an alarm notifies the topic": {
      stack: plus(
        topic({ kmsMasterKeyId: "alias/aws/sns" }),
        alarm("aws:cloudwatch/compositeAlarm:CompositeAlarm", "okActions"),
      ),
      found: UNHEARD,
    },
    "AWS's own key, if an alarm names the topic in plain": {
      stack: plus(topic({ kmsMasterKeyId: "alias/aws/sns" }), {
        ...alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
        edges: {},
      }),
      phases: ["up"],
      found: UNHEARD,
    },
  },
  accepts: {
    "AWS's own key without an alarm": { stack: plus(topic({ kmsMasterKeyId: "alias/aws/sns" })) },
    "a customer's key with an alarm": {
      stack: plus(
        topic({ kmsMasterKeyId: awsAssigns("k") }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
    },
  },
});
