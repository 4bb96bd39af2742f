import * as sns from "@pulumi/aws/sns";

import { set } from "../build/changes";
import { ACCOUNT, allow, CLOUDWATCH, policyOf } from "../build/documents";
import { r3Again, r3Watch, r6Heard } from "../build/kinds";
import type { Attack } from "../harness/attack";

const topicPolicy = (name: string, breaks: string, statement: object): Attack =>
  r3Again(name, breaks, {
    changes: { "alarms-topic-policy": set({ policy: policyOf(statement) }) },
    at: ["alarms-ours", "alarms-topic"],
  });

/** The topic of the alarms is closed to them, or open to others. */
export const topics: readonly Attack[] = [
  r6Heard("second-policy", "a second policy of the same topic lets in EventBridge alone, and replaces the first", {
    phase: "update",
    at: ["alarms-topic", "alarms-topic-policy", "alarms-server-errors"],
    changes: { "alarms-ours": set({}) },
    add: (b) => {
      const arn = b.pipeline.alarmTopicArn!;
      return new sns.TopicPolicy(`${b.name}-policy`, {
        region: b.region,
        arn,
        policy: policyOf(allow("sns:Publish", arn, { Principal: { Service: "events.amazonaws.com" } })),
      });
    },
  }),
  r6Heard("own-policy", "the topic has a policy of its own, too, which lets in EventBridge alone", {
    changes: {
      "alarms-topic": set({
        policy: policyOf(allow("sns:Publish", "*", { Principal: { Service: "events.amazonaws.com" } })),
      }),
      "alarms-ours": set({}),
    },
  }),
  topicPolicy("topic-denies-cloudwatch", "the topic's policy denies CloudWatch to publish", {
    Effect: "Deny",
    Principal: CLOUDWATCH,
    Action: "sns:Publish",
    Resource: "*",
  }),
  topicPolicy("topic-denies-all-actions", "the topic's policy denies everything to everybody", {
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: "SNS:*",
    Resource: "*",
  }),
  topicPolicy("topic-for-others-alone", "the topic's policy lets in a role alone, and no alarm", {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reports` },
    Action: "sns:Publish",
    Resource: "*",
  }),
  r3Watch("topic-of-any-account", "CloudWatch of any account may publish to the topic", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Allow", Principal: CLOUDWATCH, Action: "sns:Publish", Resource: "*" }),
      }),
    },
  }),
  r3Watch("topic-read-by-anybody", "everybody may subscribe to the alarms", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sns:Subscribe", Resource: "*" }),
      }),
    },
  }),
  r3Watch("topic-closed-to-alarms", "CloudWatch may not publish to the topic, and no alarm reaches anybody", {
    changes: {
      "alarms-topic-policy": set({
        policy: policyOf({ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: "*" }),
      }),
    },
    at: ["alarms-ours"],
  }),
  r3Watch("topic-sent-plain", "alarms are sent in plain http", {
    own: true,
    add: (b) =>
      new sns.TopicSubscription(`${b.name}-subscription`, {
        region: b.region,
        topic: b.pipeline.alarmTopicArn ?? `arn:aws:sns:${b.region}:${ACCOUNT}:alarms`,
        protocol: "http",
        endpoint: "http://pager.example.com/alarms",
      }),
  }),
];
