import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import { Provider } from "@pulumi/aws/provider";
import * as xray from "@pulumi/aws/xray";

import type { Attack } from "../harness/attack";
import { INTEGRATION, replaced, templates } from "../harness/changes";
import type { Mine } from "../mine";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf } from "../shared";
import { routed } from "./routes";
import { ownKey } from "./streams";
import { attackOf, fileWith, foreignArn, KEY_ARN, pipelineWith } from "./support";

const attack = attackOf("again", "what the rules find after the first batch, they find in other forms, too");

const file = (name: string, breaks: string, change: (text: string) => string): Attack =>
  attack(name, breaks, { at: [INTEGRATION], add: (b) => routed(b, change) });

const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };
const ROOT = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };
const forAlarms = (...actions: string[]) => ({
  Effect: "Allow",
  Principal: CLOUDWATCH,
  Action: actions,
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
});

const topicPolicy = (name: string, breaks: string, statement: object): Attack =>
  attack(name, breaks, {
    changes: { "alarms-topic-policy": set({ policy: policyOf(statement) }) },
    at: ["alarms-ours", "alarms-topic"],
  });

const topicKey = (name: string, breaks: string, ...statements: object[]): Attack =>
  attack(name, breaks, {
    changes: { "alarms-key": set({ policy: policyOf(...statements) }) },
    at: ["alarms-ours", "alarms-topic"],
  });

/** A pipeline whose stream has a key, and a role policy more. */
export const withPolicy = (b: Mine, ...statements: object[]) =>
  pipelineWith(b, {
    streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
    changes: {
      "access-role": props((given) => {
        new iam.RolePolicy(`${b.name}-more`, { role: `${b.name}-role`, policy: policyOf(...statements) });
        return { ...given, name: `${b.name}-role` };
      }),
    },
  });

export const again: readonly Attack[] = [
  file("route-by-alias", "a namespace has, by an alias, the route of another file", (text) =>
    text
      .replace(/\nrouting:\n/, "\nold: &old\n  mode: static\n  destination: [gone]\nrouting:\n")
      .replace(/("shop":\n\s+)routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/, "$1routing: *old"),
  ),
  file("route-empty", "the route of what no namespace names is an empty map", (text) =>
    text.replace(/\nrouting:\n(\s+[^\n]+\n)+?namespaces/, "\nrouting: {}\nnamespaces"),
  ),
  file("route-null", "the route of a namespace has nothing behind its key", (text) =>
    text.replace(/("shop":\n\s+)routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/, "$1routing:"),
  ),
  file("route-skips-loudly", "the connector drops a namespace, in capitals", (text) =>
    text.replace(/("shop":\n\s+routing:\n\s+mode: )[^\n]+\n\s+destination:\n\s+- [^\n]+/, '$1"SKIP"'),
  ),
  file("route-one-of-two-gone", "a route has two destinations, of which the file has one", (text) =>
    text.replace(/(\nrouting:\n\s+mode: "static"\n\s+destination:\n(\s+)- "aws-kinesis")/, '$1\n$2- "aws-kinesis-2"'),
  ),
  file("format-inherited-route", "a namespace has the route of all and a format of its own", (text) =>
    text.replace(
      /\n( +)"shop":\n\s+routing:\n\s+mode: [^\n]+\n\s+destination:\n\s+- [^\n]+/,
      '\n$1"shop":\n$1$1format: { mode: message-pack }',
    ),
  ),
  attack("alarm-never", "the alarm of a side goes off never", {
    changes: { "alarms-ours": set({ alarmRule: "FALSE" }) },
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
  topicKey(
    "topic-key-decrypts-only",
    "CloudWatch may decrypt with the topic's key, and not encrypt",
    ROOT,
    forAlarms("kms:Decrypt"),
  ),
  topicKey("topic-key-denied", "CloudWatch may use the topic's key, and is denied it", ROOT, forAlarms("kms:*"), {
    Effect: "Deny",
    Principal: "*",
    Action: "kms:GenerateDataKey*",
    Resource: "*",
  }),
  attack("topic-key-by-other-policy", "another resource replaces the policy of the topic's key", {
    changes: {
      "alarms-topic": props((given) => {
        const key = new kms.Key(
          "r3-again-topic-key-by-other-policy-made-key",
          {
            region: "ap-south-1",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            tags: { service: "r3", stage: "prod", "managed-by": "pulumi" },
          },
          { protect: true },
        );
        new kms.KeyPolicy("r3-again-topic-key-by-other-policy-made-policy", {
          region: "ap-south-1",
          keyId: key.id,
          policy: policyOf(ROOT),
        });
        return { ...given, kmsMasterKeyId: key.arn };
      }),
    },
  }),
  attack("samples-nothing-of-stage", "X-Ray traces nothing of this stage's path", {
    phase: "preview",
    add: (b) =>
      new xray.SamplingRule(`${b.name}-rule`, {
        region: b.region,
        priority: 5,
        fixedRate: 0,
        reservoirSize: 0,
        host: "*.execute-api.ap-south-1.amazonaws.com",
        httpMethod: "P*",
        resourceArn: "arn:aws:apigateway:ap-south-1::/restapis/*",
        serviceName: "orders-*",
        serviceType: "AWS::ApiGateway::*",
        urlPath: "/k*",
        version: 1,
        tags: b.tags,
      }),
  }),
  attack("foreign-arn-other-partition", "the template names a stream of China's partition", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: [foreignArn(b.name)] }],
        changes: { [INTEGRATION]: props(templates(replaced("arn:aws:kinesis", "arn:aws-cn:kinesis"))) },
      }),
  }),
  attack("key-for-other-stream", "the role may use the key only for another stream", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-policy": set({
            policy: policyOf(
              allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
              allow("kms:GenerateDataKey", KEY_ARN, {
                Condition: {
                  StringEquals: {
                    "kms:EncryptionContext:aws:kinesis:arn": `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/payments`,
                  },
                },
              }),
            ),
          }),
        },
      }),
  }),
  attack("key-not-through-kinesis", "the role may use the key through all services but Kinesis", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-policy": set({
            policy: policyOf(
              allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`),
              allow("kms:GenerateDataKey", KEY_ARN, {
                Condition: { StringNotLike: { "kms:ViaService": "kinesis.*" } },
              }),
            ),
          }),
        },
      }),
  }),
  attack("key-denied-by-policy", "another policy of the role denies it the stream's key", {
    add: (b) => withPolicy(b, { Effect: "Deny", Action: "kms:*", Resource: "*" }),
  }),
  attack("key-denies-to-account", "the key's policy denies Kinesis' call to all of the account", {
    add: (b) =>
      ownKey(b, {
        policy: policyOf(ROOT, {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: ["kms:GenerateDataKey", "kms:Encrypt"],
          Resource: "*",
          Condition: { StringLike: { "kms:ViaService": "kinesis.*" } },
        }),
      }),
  }),
  attack("tags-ignored-by-prefix", "the provider leaves out all tags with an s", {
    phase: "preview",
    changes: {
      stream: {
        options: (given) => ({
          ...given,
          provider: new Provider("r3-again-tags-ignored-by-prefix-made", {
            region: "ap-south-1",
            ignoreTags: { keyPrefixes: ["s"] },
          }),
        }),
      },
    },
  }),
  attack("lost-route", "the only route of the file leads to nowhere", {
    phase: "update",
    changes: {
      "connector-version": fileWith((text) => text.replace('- "aws-kinesis"', '- "aws-kinesis-old"')),
    },
  }),
];
