import assert from "node:assert/strict";

import { KeyInputs } from "../../src/kms/inputs/key";
import { Keys } from "../../src/kms/keys";
import { TopicInputs } from "../../src/sns/inputs/topic";
import { type PublishedMessage, Publisher } from "../../src/sns/publisher";
import { Topics } from "../../src/sns/topics";

const ACCOUNT = "123456789012";
const REGION = "eu-west-1";
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;
const ALARM = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:orders-prod-silence`;
const NOW = Date.UTC(2026, 10, 28, 12);

const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };
const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement })),
  });
const MAY_PUBLISH = { Principal: CLOUDWATCH, Action: "sns:Publish" };
const ADMIN = { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*" };
const MAY_ENCRYPT = { Principal: CLOUDWATCH, Action: ["kms:GenerateDataKey*", "kms:Decrypt"] };

/** Publishes to a topic; `keyPolicy` undefined: it is not encrypted, or with `kmsMasterKeyId`. */
function publish(policy?: string, keyPolicy?: string, kmsMasterKeyId?: string): readonly PublishedMessage[] {
  const environment = { now: () => NOW, randomString: (length: number) => "a".repeat(length) };
  const keys = new Keys(ACCOUNT, environment);
  const topics = new Topics(ACCOUNT);
  const key = keyPolicy && keys.create({ ...KeyInputs.parse({ region: REGION }), policy: keyPolicy });
  const encryption = key ? { kmsMasterKeyId: key.arn } : { kmsMasterKeyId };
  topics.create(TopicInputs.parse({ name: "alarms", region: REGION, policy, ...encryption }));
  const publisher = new Publisher(topics, keys, environment);
  const messages: PublishedMessage[] = [];
  const end = publisher.onMessage((message) => messages.push(message));
  publisher.publishAlarm(ALARM, { topicArn: TOPIC, subject: "s", message: "m" });
  end();
  publisher.publishAlarm(ALARM, { topicArn: TOPIC, subject: "s", message: "m" });
  return messages;
}

const MESSAGES = [
  {
    topicArn: TOPIC,
    subject: "s",
    message: "m",
    messageId: "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
    timestamp: NOW,
  },
];

describe("a topic takes a message of an alarm", () => {
  const sourceIs = (arn: string, account = ACCOUNT) => ({
    Condition: { ArnLike: { "aws:SourceArn": arn }, StringEquals: { "aws:SourceAccount": account } },
  });
  const key = policyOf(ADMIN, MAY_ENCRYPT);
  const taken: Readonly<Record<string, Parameters<typeof publish>>> = {
    "by its default policy": [],
    "by a policy that lets CloudWatch publish": [policyOf(MAY_PUBLISH)],
    "by a policy for these alarms of the account": [
      policyOf({ ...MAY_PUBLISH, ...sourceIs(`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:orders-prod-*`) }),
    ],
    "beside a deny of what is not sent over TLS": [
      policyOf(MAY_PUBLISH, {
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ],
    "encrypted by a key that CloudWatch may use": [policyOf(MAY_PUBLISH), key],
    "encrypted by a key that it may use for these alarms": [
      policyOf(MAY_PUBLISH),
      policyOf(ADMIN, { ...MAY_ENCRYPT, ...sourceIs("arn:aws:cloudwatch:*:*:alarm:*") }),
    ],
  };
  for (const [name, settings] of Object.entries(taken)) {
    it(name, () => {
      assert.deepEqual(publish(...settings), MESSAGES);
    });
  }

  const NOT_AUTHORIZED =
    `Resource: ${ALARM} is not authorized to perform: SNS:Publish on resource: ${TOPIC} ` +
    "because no resource-based policy allows the SNS:Publish action";
  const NO_KEY = "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.";
  const refused: Readonly<Record<string, readonly [string, ...Parameters<typeof publish>]>> = {
    "another service may publish": [
      NOT_AUTHORIZED,
      policyOf({ Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" }),
    ],
    "only a role may publish": [
      NOT_AUTHORIZED,
      policyOf({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` }, Action: "sns:Publish" }),
    ],
    "another action is allowed": [NOT_AUTHORIZED, policyOf({ Principal: CLOUDWATCH, Action: "sns:Subscribe" })],
    "another topic is allowed": [NOT_AUTHORIZED, policyOf({ ...MAY_PUBLISH, Resource: `${TOPIC}-2` })],
    "other alarms may publish": [
      NOT_AUTHORIZED,
      policyOf({ ...MAY_PUBLISH, ...sourceIs(`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:payments-*`) }),
    ],
    "another account may publish": [NOT_AUTHORIZED, policyOf({ ...MAY_PUBLISH, ...sourceIs("*", "999999999999") })],
    "its policy denies it": [
      NOT_AUTHORIZED.replace(/because.*/, "with an explicit deny in a resource-based policy"),
      policyOf(MAY_PUBLISH, { ...MAY_PUBLISH, Effect: "Deny" }),
    ],
    "its key lets only the account use it": [NO_KEY, policyOf(MAY_PUBLISH), policyOf(ADMIN)],
    "its key lets CloudWatch only decrypt": [
      NO_KEY,
      policyOf(MAY_PUBLISH),
      policyOf(ADMIN, { Principal: CLOUDWATCH, Action: "kms:Decrypt" }),
    ],
    "its key lets CloudWatch only make data keys": [
      NO_KEY,
      policyOf(MAY_PUBLISH),
      policyOf(ADMIN, { Principal: CLOUDWATCH, Action: "kms:GenerateDataKey*" }),
    ],
    "its key is the one that AWS manages": [NO_KEY, policyOf(MAY_PUBLISH), undefined, "alias/aws/sns"],
    "its key is gone": [NO_KEY, policyOf(MAY_PUBLISH), undefined, "alias/gone"],
  };
  for (const [name, [message, ...settings]] of Object.entries(refused)) {
    it(`and not where ${name}`, () => {
      assert.throws(() => publish(...settings), { name: "AwsError", message });
    });
  }
});
