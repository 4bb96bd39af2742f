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

const CLOSED = {
  topic: [
    "kmsMasterKeyId is a key whose policy does not let CloudWatch use it: the alarms of this topic reach nobody.",
  ],
};
const OWNER = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};
const CLOUDWATCH = {
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};
/** A topic whose key has a policy. */
const keyed = (...statements: readonly object[]): readonly Fixture[] => [
  { ...topic({ kmsMasterKeyId: awsAssigns("k") }), edges: { kmsMasterKeyId: ["topic-key"] } },
  {
    type: "aws:kms/key:Key",
    name: "topic-key",
    inputs: {
      region: "eu-west-1",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: JSON.stringify({ Statement: statements }),
    },
    outputs: { arn: awsAssigns("arn:aws:kms:eu-west-1:123456789012:key/5f2c") },
  },
];

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
    "a customer's key that CloudWatch may not use": {
      stack: plus(...keyed(OWNER), alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions")),
      found: CLOSED,
    },
    "a customer's key that is allowed to CloudWatch and denied": {
      stack: plus(
        ...keyed(CLOUDWATCH, { Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
      found: CLOSED,
    },
    "a customer's key for alarms of another account": {
      stack: plus(
        ...keyed({ ...CLOUDWATCH, Condition: { StringEquals: { "aws:SourceAccount": "999988887777" } } }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
      phases: ["up"],
      found: CLOSED,
    },
  },
  accepts: {
    "a key that CloudWatch may use for alarms of its account": {
      stack: plus(
        ...keyed({ ...CLOUDWATCH, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
    },
    "such a key without an alarm": { stack: plus(...keyed(OWNER)) },
    "AWS's own key without an alarm": { stack: plus(topic({ kmsMasterKeyId: "alias/aws/sns" })) },
    "a customer's key with an alarm": {
      stack: plus(
        topic({ kmsMasterKeyId: awsAssigns("k") }),
        alarm("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
      ),
    },
  },
});
