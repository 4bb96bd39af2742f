import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import { props, set } from "../build/changes";
import { ACCOUNT, allow, CLOUDWATCH, OTHER_ACCOUNT, policyOf, ROOT } from "../build/documents";
import { attackOf, r3Again, r3Watch } from "../build/kinds";
import type { Attack, Props } from "../harness/attack";

const r5Key = attackOf("r5", "key", "no other account ends a key, and alarms can use the topic's");
interface Statement {
  readonly Sid?: string;
}

/** Changes the statements of a key's policy. */
const statements = (change: (all: readonly Statement[]) => readonly object[]) =>
  props((given: Props) => ({
    ...given,
    policy: pulumi.output(given.policy as pulumi.Input<string>).apply((text) => {
      const policy = JSON.parse(text) as { readonly Statement: readonly Statement[] };
      return pulumi.jsonStringify({ ...policy, Statement: change(policy.Statement) });
    }),
  }));

const forAlarms = (...actions: string[]) => ({
  Effect: "Allow",
  Principal: CLOUDWATCH,
  Action: actions,
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
});

const topicKey = (name: string, breaks: string, ...statements: object[]): Attack =>
  r3Again(name, breaks, {
    changes: { "alarms-key": set({ policy: policyOf(...statements) }) },
    at: ["alarms-ours", "alarms-topic"],
  });

const OWN_ALARMS = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
const keyStatement = (condition?: object) => ({
  Effect: "Allow",
  Principal: CLOUDWATCH,
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  ...(condition && { Condition: condition }),
});

/** The key of the alarms' topic is closed to them, or open to others. */
export const topicKeys: readonly Attack[] = [
  r5Key("of-security", "the account of a security team may do everything with the key, also delete it", {
    phase: "update",
    changes: {
      "alarms-key": statements((all) => [
        ...all,
        allow("kms:*", "*", { Sid: "SecurityTeam", Principal: { AWS: "arn:aws:iam::999999999999:root" } }),
      ]),
    },
  }),
  r5Key("encrypt-decrypt", "alarms may encrypt and decrypt, and make no data key, which SNS asks for", {
    phase: "update",
    changes: {
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      "alarms-key": statements((all) =>
        all.map((one) => (one.Sid === "NotifyOfAlarms" ? { ...one, Action: ["kms:Encrypt", "kms:Decrypt"] } : one)),
      ),
      "alarms-topic": set({}),
    },
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
  r3Again("topic-key-by-other-policy", "another resource replaces the policy of the topic's key", {
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
  r3Watch("topic-key-closed-to-alarms", "CloudWatch may not use the topic's key, and no alarm reaches anybody", {
    changes: { "alarms-key": set({ policy: policyOf(ROOT) }) },
    at: ["alarms-topic"],
  }),
  r3Watch("topic-key-for-other-alarms", "the topic's key is for alarms of another account alone", {
    phase: "update",
    at: ["alarms-topic"],
    changes: {
      "alarms-key": set({
        policy: policyOf(ROOT, keyStatement({ StringEquals: { "aws:SourceAccount": OTHER_ACCOUNT } })),
      }),
    },
  }),
  r3Watch("topic-key-of-any-account", "CloudWatch may use the key for alarms of any account", {
    changes: { "alarms-key": set({ policy: policyOf(ROOT, keyStatement()) }) },
    at: ["alarms-topic"],
  }),
  r3Watch("topic-key-without-owner", "nobody may ever change the key of the topic", {
    changes: { "alarms-key": set({ policy: policyOf(keyStatement(OWN_ALARMS)) }) },
    at: ["alarms-topic"],
  }),
  r3Watch("topic-own-key-of-aws", "the topic's key is AWS's, which alarms cannot use", {
    changes: { "alarms-topic": set({ kmsMasterKeyId: "alias/aws/sns" }) },
  }),
];
