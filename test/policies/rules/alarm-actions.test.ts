import { alarmActions } from "../../../policies/rules/alarm-actions";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, changeFixture, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const TAGS = { service: "orders", stage: "dev" };
const HEARD = { alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"] };
const composite = (inputs: Readonly<Record<string, unknown>>): Fixture => ({
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  name: "composite",
  inputs: { region: "eu-west-1", alarmName: "orders-dev", ...inputs },
});
const topic = (...statements: object[]): readonly Fixture[] => [
  {
    type: "aws:sns/topic:Topic",
    name: "topic",
    inputs: { region: "eu-west-1", kmsMasterKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    outputs: { arn: awsAssigns("arn:aws:sns:eu-west-1:123456789012:orders") },
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "topic-policy",
    inputs: { region: "eu-west-1", policy: JSON.stringify({ Statement: statements }) },
    edges: { arn: ["topic"] },
  },
];
const told = (...statements: object[]): readonly Fixture[] => [
  ...change("alarm", { alarmActions: [awsAssigns("arn:aws:sns:eu-west-1:123456789012:orders")] }).map((fixture) =>
    fixture.name === "alarm" ? { ...fixture, edges: { alarmActions: ["topic"] } } : fixture,
  ),
  ...topic(...statements),
];
const publishBy = (Principal: unknown, Condition?: object) => ({
  Effect: "Allow",
  Principal,
  Action: "sns:Publish",
  Resource: "*",
  ...(Condition && { Condition }),
});
const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };
/** A topic with a policy of its own; the pack's dependencies say whether the program gives it. */
const withOwnPolicy = (edges: Fixture["edges"] = {}) =>
  told(publishBy(CLOUDWATCH)).map((fixture) =>
    fixture.name === "topic"
      ? {
          ...fixture,
          inputs: {
            ...fixture.inputs,
            policy: JSON.stringify({ Statement: [publishBy({ Service: "events.amazonaws.com" })] }),
          },
          edges,
        }
      : fixture,
  );
const KEPT_OUT = {
  alarm: ["alarmActions is a topic whose policy does not let CloudWatch publish: nobody hears the alarm."],
};
const silent = change("alarm", { alarmActions: undefined });

const subscription = (inputs: Readonly<Record<string, unknown>>): Fixture => ({
  type: "aws:sns/topicSubscription:TopicSubscription",
  name: "subscription",
  inputs: { region: "eu-west-1", protocol: "https", endpoint: "https://pager.example.com", ...inputs },
  edges: { topic: ["topic"] },
});
const heard = (inputs: Readonly<Record<string, unknown>>) => [...told(publishBy(CLOUDWATCH)), subscription(inputs)];
const DEAF = {
  subscription: ["filterPolicy keeps out the messages of alarms that go off: nobody hears them."],
};
const calls = (...principals: readonly string[]): readonly Fixture[] => [
  ...changeFixture("alarm", (fixture) => ({
    ...fixture,
    inputs: { ...fixture.inputs, alarmActions: ["arn:aws:lambda:eu-west-1:123456789012:function:pager"] },
    edges: { alarmActions: ["pager"] },
  })),
  { type: "aws:lambda/function:Function", name: "pager", inputs: { region: "eu-west-1", tags: TAGS } },
  ...principals.map((principal): Fixture => ({
    type: "aws:lambda/permission:Permission",
    name: "may-call",
    inputs: { region: "eu-west-1", principal, action: "lambda:InvokeFunction", sourceAccount: "123456789012" },
    edges: { function: ["pager"] },
  })),
];

describeRule(alarmActions, {
  finds: {
    "a subscription that chooses by an attribute": {
      stack: heard({ filterPolicy: '{"severity":["page"]}' }),
      found: DEAF,
    },
    "a subscription that chooses by a key that no message has": {
      stack: heard({ filterPolicyScope: "MessageBody", filterPolicy: '{"severity":["page"]}' }),
      found: DEAF,
    },
    "a subscription that hears only that it is over": {
      stack: heard({ filterPolicyScope: "MessageBody", filterPolicy: '{"NewStateValue":["OK"]}' }),
      found: DEAF,
    },
    "a function that nobody lets alarms call": {
      stack: calls(),
      found: { alarm: ["alarmActions is a function that does not let alarms call it: nobody hears the alarm."] },
    },
    "a function that lets events call it": {
      stack: calls("events.amazonaws.com"),
      found: { alarm: ["alarmActions is a function that does not let alarms call it: nobody hears the alarm."] },
    },
    "an alarm without actions": {
      stack: change("alarm", { alarmActions: undefined }),
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "an alarm with an empty list": {
      stack: change("alarm", { alarmActions: [] }),
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "a silenced alarm": {
      stack: change("alarm", { actionsEnabled: false }),
      found: { alarm: ["actionsEnabled is false: the alarm is silent."] },
    },
    "a composite alarm without actions": {
      stack: plus(composite({ alarmRule: "ALARM(orders-dev-errors)" })),
      found: { composite: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "actions that only stop a machine": {
      stack: change("alarm", { alarmActions: ["arn:aws:automate:eu-west-1:ec2:stop"] }),
      found: { alarm: ["alarmActions change machines and tell nobody: nobody hears the alarm."] },
    },
    "an alarm without which a composite alarm stands": {
      stack: [...silent, composite({ ...HEARD, alarmRule: 'ALARM(other) AND NOT ALARM("orders-dev-errors")' })],
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "a topic that denies CloudWatch to publish": {
      stack: told({
        Effect: "Deny",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:*",
        Resource: "*",
      }),
      found: { alarm: ["alarmActions is a topic whose policy denies CloudWatch to publish: nobody hears the alarm."] },
    },
    "a topic that denies everybody to publish": {
      stack: told({ Effect: "Deny", Principal: "*", Action: "SNS:Publish", Resource: "*" }),
      found: { alarm: ["alarmActions is a topic whose policy denies CloudWatch to publish: nobody hears the alarm."] },
    },
    "an alarm that another composite alarm goes by": {
      stack: [...silent, composite({ ...HEARD, alarmRule: 'ALARM("orders-dev-errors-2") OR OK(other)' })],
      found: { alarm: ["alarmActions is not set: nobody hears the alarm."] },
    },
    "a topic in which a role alone may publish": {
      stack: told(publishBy({ AWS: "arn:aws:iam::123456789012:role/reports" })),
      found: KEPT_OUT,
    },
    "a topic in which another service alone may publish": {
      stack: told(publishBy({ Service: "events.amazonaws.com" })),
      found: KEPT_OUT,
    },
    "a topic with nothing but a denial of plain http, which takes the place of SNS' own policy": {
      stack: told({
        ...publishBy("*", { Bool: { "aws:SecureTransport": "false" } }),
        Effect: "Deny",
      }),
      found: KEPT_OUT,
    },
    "a topic with a second policy, which lets in another service alone": {
      stack: [
        ...told(publishBy(CLOUDWATCH)),
        {
          type: "aws:sns/topicPolicy:TopicPolicy",
          name: "second-policy",
          inputs: {
            region: "eu-west-1",
            policy: JSON.stringify({ Statement: [publishBy({ Service: "events.amazonaws.com" })] }),
          },
          edges: { arn: ["topic"] },
        },
      ],
      found: KEPT_OUT,
    },
    "a topic whose own policy, beside another one, lets in another service alone": {
      stack: withOwnPolicy({ policy: [] }),
      found: KEPT_OUT,
    },
    "a topic for alarms of another account": {
      stack: told(publishBy(CLOUDWATCH, { StringEquals: { "aws:SourceAccount": "999988887777" } })),
      found: KEPT_OUT,
      phases: ["up"],
    },
    "a topic for something else of CloudWatch": {
      stack: told(publishBy(CLOUDWATCH, { ArnLike: { "aws:SourceArn": "arn:aws:events:*:123456789012:rule/*" } })),
      found: KEPT_OUT,
      phases: ["up"],
    },
  },
  accepts: {
    "a subscription that hears pages alone, by their text": {
      stack: heard({ filterPolicyScope: "MessageBody", filterPolicy: '{"AlarmDescription":[{"prefix":"page"}]}' }),
    },
    "a subscription that hears when an alarm goes off": {
      stack: heard({ filterPolicyScope: "MessageBody", filterPolicy: '{"NewStateValue":["ALARM","OK"]}' }),
    },
    "a subscription of everything, by an empty filter": { stack: heard({ filterPolicy: "{}" }) },
    "a subscription to a topic of others": {
      stack: [...pipeline, ...topic(publishBy(CLOUDWATCH)), subscription({ filterPolicy: '{"severity":["page"]}' })],
    },
    "a function that lets alarms call it": { stack: calls("lambda.alarms.cloudwatch.amazonaws.com") },
    "a topic for the account's alarms": {
      stack: told(publishBy(CLOUDWATCH, { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:123456789012:alarm:*" } })),
    },
    "a topic for the whole account": { stack: told(publishBy({ AWS: "arn:aws:iam::123456789012:root" })) },
    "a topic that denies plain http": {
      stack: told(publishBy(CLOUDWATCH), {
        Effect: "Deny",
        Principal: "*",
        Action: "SNS:Publish",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
    "a topic whose own policy is what AWS keeps of an earlier one": { stack: withOwnPolicy() },
    "an alarm that also stops a machine": {
      stack: change("alarm", { alarmActions: ["arn:aws:automate:eu-west-1:ec2:stop", ...HEARD.alarmActions] }),
    },
    "an alarm that a composite one goes by when it is not well": {
      stack: [...silent, composite({ ...HEARD, alarmRule: 'NOT OK("orders-dev-errors")' })],
    },
    "an alarm that a composite one goes by": {
      stack: [...silent, composite({ ...HEARD, alarmRule: 'OK(other) OR ALARM("orders-dev-errors")' })],
    },
    "an alarm that a composite one goes by, by its ARN": {
      stack: [
        ...silent,
        composite({ ...HEARD, alarmRule: "ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-dev-errors)" }),
      ],
    },
    "an alarm that a composite one takes by reference": {
      stack: [
        ...silent,
        { ...composite({ ...HEARD, alarmRule: awsAssigns("ALARM(x)") }), edges: { alarmRule: ["alarm"] } },
      ],
    },
    "actions that are not known yet": { stack: change("alarm", { alarmActions: awsAssigns(["arn:aws:sns:x"]) }) },
  },
});
